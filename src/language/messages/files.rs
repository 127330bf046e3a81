//! What is said of files that are not opened.

messages! {
    too_large(size, limit) =>
        "it has {size} bytes, and {limit} are read at most",
        "크기가 {size}바이트인데 {limit}바이트까지 읽습니다";
    is_folder() =>
        "it is a folder",
        "폴더입니다";
    is_link() =>
        "it is a link",
        "링크입니다";
    is_device() =>
        "it is a pipe, a socket or a device",
        "파이프나 소켓, 장치입니다";
}
