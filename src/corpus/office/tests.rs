//! Documents of word processors, made here.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use proptest::prelude::*;
use proptest::sample::select;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::corpus::parsed::rebuild;
use crate::corpus::tests::listed;
use crate::corpus::{
    Allowance, CorpusError, OriginalLines, Remedy, SpacesEverywhere, parse, parse_within,
};

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style>\
                  <w:style w:styleId=\"H\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let links = "<Relationships><Relationship Id=\"r1\" Type=\"x/hyperlink\" Target=\"https://sky.example/1\"/></Relationships>";
    archive(&[
        ("word/document.xml", &document),
        ("word/styles.xml", styles),
        ("word/_rels/document.xml.rels", links),
    ])
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    let parsed = parse(name, bytes, &SpacesEverywhere).unwrap();
    rebuild(&parsed).unwrap();
    assert_eq!(listed(&parsed), expected);
}

fn refused(name: &str, bytes: &[u8]) -> CorpusError {
    parse(name, bytes, &SpacesEverywhere).unwrap_err()
}

#[test]
fn a_docx_is_an_article() {
    let body = [
        "<w:p><w:pPr><w:pStyle w:val=\"T\"/></w:pPr><w:r><w:t>가람국, 관측소 개소</w:t></w:r></w:p>".to_owned(),
        paragraph("보도시점: 2031. 2. 3.(월) 12:00"),
        "<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr><w:r><w:t>개요</w:t></w:r></w:p>".to_owned(),
        paragraph("□ 관측소를 연다 &amp; 나눈다"),
        paragraph("ㅇ 내년부터"),
        paragraph("※ 비 오는 날은 쉼"),
        "<w:p><w:hyperlink w:id=\"r1\"><w:r><w:t>하늘부 발표</w:t></w:r></w:hyperlink></w:p>".to_owned(),
        "<w:tbl><w:tr><w:tc>".to_owned() + &paragraph("해") + "</w:tc><w:tc>" + &paragraph("수") + "</w:tc></w:tr></w:tbl>",
    ];
    let bytes = docx(&body.concat());
    check(
        "a.docx",
        &bytes,
        &[
            "1 2031-02-03 가람국, 관측소 개소",
            "2 paragraph 보도시점: 2031. 2. 3.(월) 12:00",
            "3 heading 개요",
            "4 bullet 관측소를 연다 & 나눈다",
            "5 subbullet 내년부터",
            "6 footnote 비 오는 날은 쉼",
            "8 paragraph 해 | 수",
            "7 citation  | 하늘부 발표 | - | https://sky.example/1",
        ],
    );
    let lines = OriginalLines::read("a.docx", &bytes).unwrap();
    assert_eq!(lines.of_document(1, &[1])[7], (8, "해 | 수"));
}

#[test]
fn an_issue_in_a_docx_is_the_issue() {
    let text = "가람국, 관측소 개방\nKEY Contents\nn 가람국이 관측소를 열기로 함\n£ 누구나 찾는 관측소\nn 2월에 발표\n☞ 출처 : Garam, Open skies, 2031.02.05.";
    let body: String = text.lines().map(paragraph).collect();
    check(
        "2031-03.docx",
        &docx(&body),
        &[
            "1 2031-02-05 가람국, 관측소 개방",
            "3 summary 가람국이 관측소를 열기로 함",
            "4 heading 누구나 찾는 관측소",
            "5 bullet 2월에 발표",
            "6 citation Garam | Open skies | 2031-02-05 | -",
        ],
    );
}

#[test]
fn an_hwpx_is_an_article_with_its_largest_letters_as_title() {
    let header = "<h><charPr id=\"0\" height=\"1000\"/><charPr id=\"1\" height=\"2000\"><bold/></charPr></h>";
    let p = |id: u8, text: &str| {
        format!("<hp:p><hp:run charPrIDRef=\"{id}\"><hp:t>{text}</hp:t></hp:run></hp:p>")
    };
    let cell = |text: &str| format!("<hp:tc><hp:subList>{}</hp:subList></hp:tc>", p(0, text));
    let table = format!(
        "<hp:p><hp:run charPrIDRef=\"0\"><hp:tbl><hp:tr>{}{}</hp:tr></hp:tbl></hp:run></hp:p>",
        cell("해"),
        cell("수")
    );
    let section = [
        p(0, "보도자료"),
        p(1, "가람국, 관측소 개소"),
        p(0, "□ 관측소를 연다"),
        table,
        p(0, "끝으로 관측소의 자리는 산 위이다"),
    ];
    let section = format!("<hs:sec>{}</hs:sec>", section.concat());
    let bytes = archive(&[
        ("Contents/header.xml", header),
        ("Contents/section0.xml", &section),
    ]);
    check(
        "a.hwpx",
        &bytes,
        &[
            "2 - 가람국, 관측소 개소",
            "1 paragraph 보도자료",
            "3 bullet 관측소를 연다",
            "4 paragraph 해 | 수",
            "5 paragraph 끝으로 관측소의 자리는 산 위이다",
        ],
    );
}

fn record(tag: u32, level: u32, data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap();
    let mut bytes = (tag | level << 10 | length << 20).to_le_bytes().to_vec();
    bytes.extend_from_slice(data);
    bytes
}

fn hwp_paragraph(level: u32, text: &str) -> Vec<u8> {
    let text: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [
        record(0x42, level, &[0; 22]),
        record(0x43, level + 1, &text),
    ]
    .concat()
}

fn hwp(flags: u32, section: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let mut header = vec![0; 256];
    header[..17].copy_from_slice(b"HWP Document File");
    header[36..40].copy_from_slice(&flags.to_le_bytes());
    file.create_stream("/FileHeader")
        .unwrap()
        .write_all(&header)
        .unwrap();
    file.create_storage("/BodyText").unwrap();
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
    packed.write_all(section).unwrap();
    let packed = packed.finish().unwrap();
    file.create_stream("/BodyText/Section0")
        .unwrap()
        .write_all(&packed)
        .unwrap();
    file.into_inner().into_inner()
}

#[test]
fn an_hwp_is_an_article() {
    let cell = |row: u16, column: u16| {
        let mut data = vec![0; 8];
        data.extend_from_slice(&column.to_le_bytes());
        data.extend_from_slice(&row.to_le_bytes());
        record(0x48, 2, &data)
    };
    let section = [
        hwp_paragraph(0, "가람국, 관측소 개소"),
        hwp_paragraph(0, "\u{b}1234567표 앞의 글"),
        record(0x47, 1, b" lbt"),
        record(0x4D, 2, &[0; 8]),
        cell(0, 0),
        hwp_paragraph(2, "해"),
        cell(0, 1),
        hwp_paragraph(2, "수"),
        cell(1, 0),
        hwp_paragraph(2, "2031"),
        cell(1, 1),
        hwp_paragraph(2, "3"),
        hwp_paragraph(0, "□ 관측소를 연다"),
        record(0x47, 1, b"  nf"),
        record(0x48, 2, &[0; 8]),
        hwp_paragraph(2, "비 오는 날은 쉼"),
    ];
    check(
        "a.hwp",
        &hwp(1, &section.concat()),
        &[
            "1 - 가람국, 관측소 개소",
            "2 paragraph 표 앞의 글",
            "3 paragraph 해 | 수",
            "4 paragraph 2031 | 3",
            "5 bullet 관측소를 연다",
            "6 footnote 비 오는 날은 쉼",
        ],
    );
}

#[test]
fn what_is_locked_or_of_old_is_told() {
    for (flags, told) in [(3, "password"), (5, "배포용"), (17, "DRM")] {
        let error = refused(
            "a.hwp",
            &hwp(flags, &hwp_paragraph(0, "이 문서는 잠겨 있습니다")),
        );
        assert!(error.message.english().contains(told), "{error}");
    }
    let error = refused("a.hwp", b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05");
    assert!(error.message.english().contains("HWP 3"), "{error}");
    // A DOCX with a password is a compound file.
    let error = refused("a.docx", &hwp(0, b""));
    assert!(!error.message.english().is_empty());
    let error = refused("a.hwp", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    assert!(error.message.english().contains("damaged"), "{error}");
    let error = refused("a.docx", &docx(""));
    assert!(error.message.english().contains("no text"), "{error}");
}

#[test]
fn what_is_packed_is_unpacked_up_to_a_limit() {
    let allowance = Allowance {
        made_bytes: 1 << 20,
        ..Allowance::default()
    };
    let bomb = paragraph(&"가".repeat(2 << 20));
    let cells = "<w:tr><w:tc/></w:tr>".repeat(40_000);
    let records = hwp_paragraph(0, "가").repeat(100_000);
    for (name, bytes) in [
        ("a.docx", docx(&bomb)),
        ("a.docx", docx(&format!("<w:tbl>{cells}</w:tbl>"))),
        ("a.hwp", hwp(1, &records)),
        ("a.hwpx", archive(&[("Contents/section0.xml", &bomb)])),
    ] {
        assert!(bytes.len() < 1 << 20);
        let error = parse_within(name, &bytes, &SpacesEverywhere, &allowance).unwrap_err();
        assert_eq!(error.remedy, Some(Remedy::MoreMemory), "{error}");
    }
    let deep = "<w:p>".repeat(5000);
    let error = refused("a.docx", &docx(&deep));
    assert!(error.message.english().contains("nested"), "{error}");
}

/// Pieces of XML that mean something to the readers.
const TAGS: [&str; 36] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:br/>",
    "<w:tab/>",
    "<w:del>",
    "</w:del>",
    "<mc:Fallback>",
    "</mc:Fallback>",
    "<w:pStyle w:val=\"H\"/>",
    "<w:ilvl w:val=\"7\"/>",
    "<w:hyperlink w:id=\"r1\">",
    "</w:hyperlink>",
    "<hp:footNote>",
    "</hp:footNote>",
    "<hp:header>",
    "</hp:header>",
    "<hp:run charPrIDRef=\"1\">",
    "</hp:run>",
    "<hp:lineBreak/>",
    "□ 가람국",
    "KEY Contents",
    "출처: 가, 나, 2031.02.03.",
    "&amp;",
    "&#0;",
    "<",
    "<!--",
];

const RECORD_TAGS: [u32; 7] = [0x42, 0x43, 0x44, 0x47, 0x48, 0x4D, 1];

/// What records hold: the names of objects, the places of cells, text.
const DATA: [&[u8]; 6] = [
    b" lbt",
    b"  nf",
    b"daeh",
    &[0; 12],
    &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0],
    "가\n나".as_bytes(),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_xml_is_read_or_refused(pieces in prop::collection::vec(select(&TAGS), 0..60)) {
        let xml = pieces.concat();
        for (name, bytes) in [
            ("a.docx", docx(&xml)),
            ("a.hwpx", archive(&[("Contents/section0.xml", &xml), ("Contents/header.xml", &xml)])),
        ] {
            if let Ok(parsed) = parse(name, &bytes, &SpacesEverywhere) {
                rebuild(&parsed).unwrap();
                OriginalLines::read(name, &bytes).unwrap();
            }
        }
    }

    #[test]
    fn any_records_are_read_or_refused(
        records in prop::collection::vec(
            (
                select(&RECORD_TAGS),
                0..5u32,
                select(&DATA),
            ),
            0..40,
        ),
        cut in 0..20usize,
    ) {
        let mut section: Vec<u8> = records
            .iter()
            .flat_map(|&(tag, level, data)| record(tag, level, data))
            .collect();
        section.truncate(section.len().saturating_sub(cut));
        let bytes = hwp(1, &section);
        if let Ok(parsed) = parse("a.hwp", &bytes, &SpacesEverywhere) {
            rebuild(&parsed).unwrap();
        }
    }

    #[test]
    fn a_changed_file_is_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        for (name, bytes) in [
            ("a.hwp", hwp(1, &hwp_paragraph(0, "가람국"))),
            ("a.docx", docx(&paragraph("가람국"))),
        ] {
            let mut changed = bytes.clone();
            changed[at.index(bytes.len())] = byte;
            let _ = parse(name, &changed, &SpacesEverywhere);
            let _ = parse(name, &bytes[..cut.index(bytes.len())], &SpacesEverywhere);
        }
    }
}
