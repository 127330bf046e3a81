//! What is said of documents of office programs.

messages! {
    has_password() =>
        "the document has a password; save it without one",
        "문서에 암호가 걸려 있습니다. 암호 없이 저장하십시오";
    unpacked_too_large(bytes) =>
        "unpacked the file takes more than {bytes} bytes, which is what one digest file may take; cut it into parts",
        "압축을 푼 파일이 다이제스트 파일 하나에 허용된 {bytes}바이트를 넘습니다. 파일을 나누십시오";
    damaged(what) =>
        "the document is damaged ({what}); open it and save it anew",
        "문서가 손상되었습니다({what}). 열어서 새로 저장하십시오";
    no_text() =>
        "the document has no text; where its pages are pictures, have them recognised (OCR) first",
        "문서에 글이 없습니다. 쪽이 그림이면 먼저 문자 인식(OCR)을 하십시오";
    password_or_old_word() =>
        "the document has a password, or is of Word before 2007; save it as DOCX without a password",
        "문서에 암호가 걸려 있거나 2007년 전의 Word 문서입니다. 암호 없이 DOCX로 저장하십시오";
    text_missing() =>
        "its text is missing",
        "글이 없음";
    hwp_3() =>
        "the document is of HWP 3 or before; open it and save it as HWP 5, HWPX or PDF",
        "HWP 3이나 그 전의 문서입니다. 열어서 HWP 5나 HWPX, PDF로 저장하십시오";
    no_hwp_header() =>
        "it has no header of HWP",
        "HWP 머리 정보가 없음";
    distribution() =>
        "the document is locked for distribution (배포용 문서), so its text cannot be read; ask for the document itself, or save it as PDF",
        "배포용 문서여서 글을 읽을 수 없습니다. 원래 문서를 요청하거나 PDF로 저장하십시오";
    protected() =>
        "the document is protected (DRM or a certificate); save it without",
        "문서가 보호되어 있습니다(DRM이나 인증서). 보호를 풀고 저장하십시오";
    password_or_distribution() =>
        "the document has a password or is locked for distribution; save it without",
        "문서에 암호가 걸려 있거나 배포용 문서입니다. 풀고 저장하십시오";
    nested_too_deep() =>
        "its XML is nested too deep",
        "XML이 너무 깊이 겹침";
}
