//! PDFs that tests make up: pages of lines at places, in a Korean font that is named and not
//! embedded, as older programs write them (its text is CP949).

use encoding_rs::EUC_KR;

/// A line of a page: where it begins, in points from the lower left corner, and how large it is.
pub struct Line<'t> {
    pub x: u32,
    pub y: u32,
    pub size: u32,
    pub text: &'t str,
}

/// A page of lines of body text from its top, 16 points apart.
pub fn page<'t>(texts: &[&'t str]) -> Vec<Line<'t>> {
    let lines = texts.iter().zip(0u32..);
    let line = |(text, place): (&&'t str, u32)| Line {
        x: 50,
        y: 780 - 16 * place,
        size: 10,
        text,
    };
    lines.map(line).collect()
}

/// A PDF of these pages, whose information names this title.
pub fn pdf(title: &str, pages: &[Vec<Line<'_>>]) -> Vec<u8> {
    let title: String = title
        .encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect();
    let kids: Vec<String> = (0..pages.len())
        .map(|page| format!("{} 0 R", 6 + 2 * page))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Kids [{}] /Count {} >>",
            kids.join(" "),
            pages.len()
        ),
        format!("<< /Title <FEFF{title}> >>"),
        "<< /Type /Font /Subtype /Type0 /BaseFont /HYGoThic-Medium /Encoding /KSCms-UHC-H \
         /DescendantFonts [5 0 R] >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYGoThic-Medium /DW 1000 \
         /W [1 95 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >> \
         /FontDescriptor << /Type /FontDescriptor /FontName /HYGoThic-Medium /Flags 6 \
         /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 850 /Descent -150 /CapHeight 700 \
         /StemV 90 >> >>"
            .to_owned(),
    ];
    for (place, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] \
             /Resources << /Font << /F1 4 0 R >> >> /Contents {} 0 R >>",
            7 + 2 * place
        ));
        let content: String = page.iter().map(shown).collect();
        objects.push(format!(
            "<< /Length {} >>\nstream\n{content}endstream",
            content.len()
        ));
    }
    file(&objects)
}

/// The operators that show a line.
fn shown(line: &Line<'_>) -> String {
    let (bytes, _, is_lossy) = EUC_KR.encode(line.text);
    assert!(!is_lossy, "{}", line.text);
    let hex: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    format!(
        "BT /F1 {} Tf {} {} Td <{hex}> Tj ET\n",
        line.size, line.x, line.y
    )
}

fn file(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let trailer = format!(
        "trailer\n<< /Size {} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    bytes.extend(trailer.bytes());
    bytes
}
