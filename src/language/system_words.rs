//! What the system says of a failed call, in the language of the rest.
//!
//! `std::io::Error` tells it in English, with the number behind. The number is looked up; of
//! one without words here, the system's own stay.

use std::borrow::Cow;
use std::io::{self, ErrorKind};

use super::particles;

/// How the standard library tells the number of an error.
const BEFORE_NUMBER: &str = " (os error ";

/// The text with the system's words in Korean, wherever they stand in it.
pub(super) fn in_korean(text: &str) -> Cow<'_, str> {
    let mut told = Cow::Borrowed(text);
    let mut numbers: Vec<i32> = Vec::new();
    for rest in text.split(BEFORE_NUMBER).skip(1) {
        let number = rest
            .split(')')
            .next()
            .and_then(|digits| digits.parse().ok());
        numbers.extend(number.filter(|number| !numbers.contains(number)));
    }
    for number in numbers {
        let error = io::Error::from_raw_os_error(number);
        if let Some(korean) = korean(&error) {
            let english = error.to_string();
            told = Cow::Owned(told.replace(&english, &format!("{korean}{BEFORE_NUMBER}{number})")));
        }
    }
    if told.contains(particles::is_mark) {
        told = Cow::Owned(told.replace(particles::is_mark, "\u{fffd}"));
    }
    told
}

fn korean(error: &io::Error) -> Option<&'static str> {
    Some(match error.kind() {
        ErrorKind::NotFound => "그런 파일이나 폴더가 없습니다",
        ErrorKind::PermissionDenied => "권한이 없습니다",
        ErrorKind::AlreadyExists => "파일이 이미 있습니다",
        ErrorKind::NotADirectory => "폴더가 아닙니다",
        ErrorKind::IsADirectory => "폴더입니다",
        ErrorKind::DirectoryNotEmpty => "폴더가 비어 있지 않습니다",
        ErrorKind::ReadOnlyFilesystem => "읽기 전용 파일 시스템입니다",
        ErrorKind::StorageFull => "장치에 남은 공간이 없습니다",
        ErrorKind::QuotaExceeded => "디스크 할당량을 넘었습니다",
        ErrorKind::FileTooLarge => "파일이 너무 큽니다",
        ErrorKind::ResourceBusy => "장치나 자원을 사용 중입니다",
        ErrorKind::ExecutableFileBusy => "실행 중인 파일입니다",
        ErrorKind::InvalidFilename => "파일 이름이 올바르지 않거나 너무 깁니다",
        ErrorKind::InvalidInput => "인수가 올바르지 않습니다",
        ErrorKind::ArgumentListTooLong => "인수 목록이 너무 깁니다",
        ErrorKind::Interrupted => "호출이 중단되었습니다",
        ErrorKind::WouldBlock => "자원을 잠시 쓸 수 없습니다",
        ErrorKind::TimedOut => "시간이 초과되었습니다",
        ErrorKind::OutOfMemory => "메모리가 부족합니다",
        ErrorKind::BrokenPipe => "파이프가 끊어졌습니다",
        ErrorKind::CrossesDevices => "다른 파일 시스템에 있습니다",
        ErrorKind::TooManyLinks => "링크가 너무 많습니다",
        ErrorKind::NotSeekable => "위치를 옮길 수 없는 파일입니다",
        ErrorKind::Unsupported => "지원하지 않는 기능입니다",
        ErrorKind::StaleNetworkFileHandle => "네트워크 파일이 더는 유효하지 않습니다",
        // Kinds that the standard library does not name.
        _ => match error.raw_os_error()? {
            #[cfg(unix)]
            5 => "입출력 오류입니다",
            #[cfg(unix)]
            6 => "그런 장치가 없습니다",
            #[cfg(unix)]
            23 | 24 => "열린 파일이 너무 많습니다",
            #[cfg(target_os = "linux")]
            40 => "심볼릭 링크가 너무 많이 이어집니다",
            _ => return None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_said_is_found_in_a_text() {
        let said = io::Error::from_raw_os_error(13);
        let text = format!("cannot read a (b): {said}; and {said}");
        assert_eq!(
            in_korean(&text),
            "cannot read a (b): 권한이 없습니다 (os error 13); and 권한이 없습니다 (os error 13)"
        );
        for text in ["", "x (os error ", "x (os error y)", "mine (os error 13)"] {
            assert_eq!(in_korean(text), text);
        }
    }
}
