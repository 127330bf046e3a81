//! What is said of PDFs and the programs that read them.

use crate::language::particles::*;

messages! {
    no_pages() =>
        "it has no pages",
        "쪽이 없습니다";
    too_many_pages(pages, most) =>
        "it claims {pages} pages, and {most} are read at most",
        "{pages}쪽이라고 하는데 {most}쪽까지 읽습니다";
    no_pdf() =>
        "is named as a PDF and is none (it does not begin with `%PDF-`); get the file again",
        "이름은 PDF인데 PDF가 아닙니다(`%PDF-`로 시작하지 않음). 파일을 다시 받으십시오";
    with_page(message, page) =>
        "{message} (page {page})",
        "{message} ({page}쪽)";
    no_program() =>
        "is a PDF, and whoever asked for it named no program that reads PDFs; extract its text and give that",
        "PDF인데 PDF를 읽을 프로그램이 지정되지 않았습니다. 글을 뽑아 그것을 주십시오";
    read_with_pdftotext(cause) =>
        "the PDF was read with pdftotext, since the reader that is built in failed ({cause}); check that its text is right",
        "내장된 PDF 읽기가 실패해({cause}) pdftotext로 읽었습니다. 글이 맞는지 확인하십시오";
    not_installed() =>
        "it is not installed",
        "설치되어 있지 않음";
    cannot_start(path, error) =>
        "{path} cannot be started: {error}",
        "{path}{을} 시작할 수 없음: {error}";
    too_long(seconds) =>
        "it took more than {seconds} seconds",
        "{seconds}초보다 오래 걸림";
    too_much_output(bytes) =>
        "it gave more than {bytes} bytes",
        "{bytes}바이트보다 많이 내놓음";
    too_much_memory(bytes) =>
        "it asked for more than {bytes} bytes of memory",
        "{bytes}바이트보다 많은 메모리를 요청함";
    crashed(status) =>
        "it crashed: {status}",
        "비정상으로 끝남: {status}";
    told_to_stop() =>
        "the run was told to stop",
        "실행을 멈추라는 요청을 받음";
    locked() =>
        "the PDF is locked with a password",
        "PDF가 암호로 잠겨 있음";
    found_no_text(pages) =>
        "it found no text on {pages}",
        "{pages}에서 글을 찾지 못함";
    no_meaning(percent) =>
        "{percent} of 100 characters have no meaning",
        "문자 100개 가운데 {percent}개의 뜻을 알 수 없음";
    pdftotext_cannot() =>
        "pdftotext cannot either",
        "pdftotext로도 읽지 못했습니다";
    install_pdftotext() =>
        "install pdftotext (poppler-utils), which is tried then",
        "pdftotext(poppler-utils)를 설치하면 그것으로 읽어 봅니다";
    unlock() =>
        "the PDF is locked with a password; unlock it (`qpdf --decrypt --password=… IN.pdf OUT.pdf`) and give that",
        "PDF가 암호로 잠겨 있습니다. 잠금을 풀고(`qpdf --decrypt --password=… IN.pdf OUT.pdf`) 그 파일을 주십시오";
    scanned(pages) =>
        "the PDF has {pages} and no text: it is scanned, or all pictures; have its text recognised (OCR, such as `ocrmypdf -l kor+eng IN.pdf OUT.pdf`) and give that",
        "PDF가 {pages}인데 글이 없습니다. 스캔했거나 모두 그림입니다. 문자 인식(OCR, 예: `ocrmypdf -l kor+eng IN.pdf OUT.pdf`)을 하고 그 파일을 주십시오";
    unreadable_fonts(percent, otherwise) =>
        "the fonts of the PDF do not tell what {percent} of 100 characters mean; have its text recognised (OCR, such as `ocrmypdf --force-ocr IN.pdf OUT.pdf`), or get it in another format: {otherwise}",
        "PDF의 글꼴로는 문자 100개 가운데 {percent}개의 뜻을 알 수 없습니다. 문자 인식(OCR, 예: `ocrmypdf --force-ocr IN.pdf OUT.pdf`)을 하거나 다른 형식으로 받으십시오: {otherwise}";
    partly_read(pages, otherwise) =>
        "{pages}; the others were read; get the PDF again: {otherwise}",
        "{pages}. 나머지는 읽었습니다. PDF를 다시 받으십시오: {otherwise}";
    cannot_read(cause, otherwise) =>
        "the PDF cannot be read ({cause}); check that it opens elsewhere, or get it again: {otherwise}",
        "PDF를 읽을 수 없습니다({cause}). 다른 곳에서 열리는지 확인하거나 다시 받으십시오: {otherwise}";
    no_sense(error) =>
        "what it gave makes no sense: {error}",
        "읽기 프로그램이 내놓은 것을 알 수 없음: {error}";
    ended_early() =>
        "it ended too early",
        "너무 일찍 끝남";
    pages_unread(unread, pages, number, reason) =>
        "{unread} of {pages} could not be read, the first of them page {number} ({reason})",
        "{pages} 가운데 {unread}쪽을 읽지 못했습니다. 첫 번째는 {number}쪽입니다({reason})";
    reader_gave_up(why) =>
        "the reader gave up: {why}",
        "읽기 프로그램이 그만두었습니다: {why}";
    says_not_why() =>
        "it says not why",
        "까닭을 알리지 않음";
}
