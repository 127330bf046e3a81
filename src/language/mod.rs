//! The language in which the program speaks to people, and all that it says.
//!
//! Defines which language is chosen ([`choice`]), what a message is in both ([`Message`],
//! [`Name`]), and the one catalogue of them (`messages`, `labels`), a file a room. A message
//! without one of the languages does not compile. What programs read, JSON, CSV and the log
//! in JSON, is in English whatever is chosen: see [`Message::english`].
//!
//! Words that the Korean of the catalogue uses, each for one thing:
//!
//! | English | Korean |
//! | --- | --- |
//! | alert; reader; feed | 알림; 수신자; 피드 |
//! | article, event, document | 기사, 행사, 문서 |
//! | canary | 점검 질의 |
//! | column, row, cell | 열, 행, 칸 |
//! | command; flag | 명령; 옵션 |
//! | corpus; digest file | 말뭉치; 다이제스트 파일 |
//! | damaged; check; checksum | 손상됨; 점검; 체크섬 |
//! | eojeol, morpheme, token | 어절, 형태소, 토큰 |
//! | footnote, caption, heading | 각주, 그림 설명, 소제목 |
//! | generation; rollback; rebuild | 세대; 되돌리기; 다시 만들기 |
//! | hit; partial match | 결과 (건); 일부 일치 |
//! | index; publish | 색인; 게시 |
//! | issue; page; line | 호; 쪽; 줄 |
//! | publisher; source, citation | 발행처; 출처 |
//! | query; word of a query | 질의; 검색어 |
//! | record, field | 레코드, 필드 |
//! | setting, configuration | 설정 |
//! | summary, title, body | 요약, 제목, 본문 |
//! | synonyms, terms | 동의어, 용어 |
//! | word | 낱말 |

pub mod choice;
pub(crate) mod counts;
pub(crate) mod helps;
pub(crate) mod labels;
mod listed;
mod message;
pub(crate) mod messages;
mod particles;
mod spoken;
mod system_words;

pub(crate) use listed::{any_of, joined_by, none_of, one_of};
pub use message::{Message, Name};
pub use spoken::{Language, in_english, in_language, speak, spoken};
