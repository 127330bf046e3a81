//! How Hanja are read by the rows of a dictionary: by the most words, as inside a word,
//! and by pairs where the neighbours tell.

use crate::compiled_dictionary::word;
use crate::hanja::Table;
use crate::lexicon::Word;
use crate::reading;

/// Rows with these surfaces and readings.
fn words(rows: &str) -> Vec<Word> {
    rows.split(' ')
        .map(|row| {
            let (surface, reading) = row.split_once(':').unwrap();
            word(surface, 3, 2, 0, &format!("NNG,*,T,{reading},*,*,*,*"))
        })
        .collect()
}

fn table(rows: &str) -> Table {
    Table::derive(&words(rows))
}

fn read(table: &Table, run: &str) -> String {
    let run: Vec<char> = run.chars().collect();
    let mut read = Vec::new();
    reading::read_run(table, None, &run, &mut read);
    read.into_iter().collect()
}

#[test]
fn most_words_decide_each_with_one_vote() {
    let table = table("行人:행인 行人:행인 行人:행인 行列:항렬 叔行:숙항 行:행");
    assert_eq!(table.readings[&'行'], '항');
    assert_eq!(table.readings[&'人'], '인');
}

#[test]
fn a_reading_is_that_inside_words() {
    let table = table("女性:여성 男女:남녀 勞動:로동 勞力:노력 老人:노인 年:년 理性:이성");
    let readings = ['女', '勞', '老', '年'].map(|hanja| table.readings[&hanja]);
    // No row tells what 老 is inside a word.
    assert_eq!(readings, ['녀', '로', '노', '년']);
    assert_eq!(read(&table, "女人"), "여인");
    assert_eq!(read(&table, "勞動"), "노동");
    assert_eq!(read(&table, "年"), "연");
    assert_eq!(read(&table, "性女"), "성녀");
}

#[test]
fn pairs_are_kept_where_they_are_read_otherwise() {
    let table =
        table("音樂:음악 樂器:악기 樂士:악사 國樂:국악 快樂:쾌락 樂天:낙천 道樂:도락 器士:기사");
    let pairs: Vec<_> = table.pairs.iter().collect();
    assert_eq!(
        pairs,
        [
            (&['快', '樂'], &['쾌', '락']),
            (&['樂', '天'], &['락', '천']),
            (&['道', '樂'], &['도', '락']),
        ]
    );
    for (run, expected) in [
        ("樂天", "낙천"),
        ("音樂", "음악"),
        ("快樂", "쾌락"),
        ("樂", "악"),
    ] {
        assert_eq!(read(&table, run), expected);
    }
}

#[test]
fn gold_is_told_from_the_surname_by_the_words_that_begin_with_it() {
    let table = table("金額:금액 金融:금융 金浦:김포 大中:대중 額大:액대");
    for (run, expected) in [
        ("金額", "금액"),
        ("金浦", "김포"),
        ("金大中", "김대중"),
        ("金", "금"),
    ] {
        assert_eq!(read(&table, run), expected);
    }
}

#[test]
fn northern_spellings_count_as_southern_ones() {
    let table = table("閉門:페문 門閉:문폐");
    assert_eq!(table.readings[&'閉'], '폐');
    assert_eq!(table.pairs.len(), 0);
}

#[test]
fn compatibility_ideographs_are_the_hanja_they_stand_for() {
    let table = table("\u{f9e4}\u{f9d8}:이률 物\u{f9e4}:물리");
    assert_eq!(table.readings[&'理'], '리');
    assert_eq!(table.readings[&'律'], '률');
    assert!(!table.readings.contains_key(&'\u{f9e4}'));
}

#[test]
fn rows_that_do_not_go_one_to_one_are_passed_over() {
    let alone = Table::derive(&[]);
    assert_eq!(table("散樂:사루가쿠 와女:와녀 가:가 女子:女子"), alone);
    // Those of the standard that no row has.
    assert_eq!(read(&alone, "姜晟洙"), "강성수");
}

#[test]
fn the_order_of_the_rows_changes_nothing() {
    let rows = "行人:행인 行列:항렬 音樂:음악 快樂:쾌락 樂:락 上下:상하 下上:하상";
    let mut turned = words(rows);
    turned.reverse();
    assert_eq!(Table::derive(&turned), table(rows));
}

#[test]
fn a_table_comes_back_from_its_lines() {
    let table = table("金額:금액 快樂:쾌락 音樂:음악 樂器:악기");
    let tsv = table.to_tsv();
    assert!(tsv.contains("\n快樂\t쾌락\n"), "{tsv}");
    assert_eq!(Table::from_tsv(&tsv).unwrap(), table);
    for line in ["女", "女\t여자", "女性\t여", "女\t여\t녀", "\t"] {
        let error = Table::from_tsv(&format!("男\t남\n{line}\n")).unwrap_err();
        assert!(error.to_string().contains("hanja.tsv, line 2"), "{error}");
    }
}
