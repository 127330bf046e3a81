//! What the fields of a record are called: the names that feeds, exports and tables give
//! them, and those that a user says beside them.

/// What a field of a record is to an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldRole {
    /// The name of the record in its file.
    Id,
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// The text.
    Body,
    /// The day on which it came out.
    Date,
    /// Who published it.
    Publisher,
    /// Where it is on the web.
    Url,
    /// The works that it names as its sources.
    Citations,
}

impl FieldRole {
    /// Every role, in the order in which they are told.
    pub const ALL: [FieldRole; 8] = [
        FieldRole::Id,
        FieldRole::Title,
        FieldRole::Summary,
        FieldRole::Body,
        FieldRole::Date,
        FieldRole::Publisher,
        FieldRole::Url,
        FieldRole::Citations,
    ];

    /// The role's name, as a user writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            FieldRole::Id => "id",
            FieldRole::Title => "title",
            FieldRole::Summary => "summary",
            FieldRole::Body => "body",
            FieldRole::Date => "date",
            FieldRole::Publisher => "publisher",
            FieldRole::Url => "url",
            FieldRole::Citations => "citations",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        FieldRole::ALL
            .into_iter()
            .find(|role| role.as_str() == name)
    }

    /// The names of fields of this role, the surest first: where a record has several of them
    /// the first that is not empty counts.
    fn names(self) -> &'static str {
        match self {
            FieldRole::Id => {
                "id guid articleid newsid docid documentid uuid 뉴스식별자 기사id 기사번호 \
                 식별자 아이디"
            }
            FieldRole::Title => {
                "title headline articletitle newstitle 제목 기사제목 뉴스제목 헤드라인 표제 \
                 subject 타이틀"
            }
            FieldRole::Summary => {
                "summary description abstract excerpt snippet standfirst lead 요약 기사요약 \
                 요약문 개요 설명 리드 리드문 발췌"
            }
            FieldRole::Body => {
                "body content contents contenttext contenthtml articlebody fulltext text \
                 articletext newscontent maintext encoded 본문 기사본문 내용 기사내용 뉴스본문 \
                 전문 원문내용"
            }
            FieldRole::Date => {
                "date published pubdate publishedat publisheddate publishdate publicationdate \
                 datepublished publishedon publishtime pubtime issued 날짜 일자 일시 기사일자 \
                 발행일 발행일자 게시일 게시일자 보도일 보도일자 배포일 등록일 등록일자 등록일시 \
                 작성일 작성일자 입력일 입력일시 regdate createdat created datetime timestamp \
                 updated updatedat modified datemodified 수정일"
            }
            FieldRole::Publisher => {
                "publisher press source media outlet newspaper sitename sourcename presname \
                 언론사 언론사명 매체 매체명 신문사 출처 발행처 발행기관 발행인 출판사 제공기관 \
                 기관명"
            }
            FieldRole::Url => {
                "url link originallink permalink articleurl sourceurl newsurl href externalurl \
                 링크 원문링크 기사링크 주소 원문주소 원문url 기사url url주소 웹주소"
            }
            FieldRole::Citations => "citations",
        }
    }
}

/// The names of fields: those that are known, and those that a user gave a role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames {
    own: Vec<(String, FieldRole)>,
}

impl FieldNames {
    /// The known names alone.
    pub const fn known() -> Self {
        FieldNames { own: Vec::new() }
    }

    /// The known names, and before them these.
    pub fn with(own: impl IntoIterator<Item = (String, FieldRole)>) -> Self {
        let own = own.into_iter();
        FieldNames {
            own: own.map(|(name, role)| (plain(&name), role)).collect(),
        }
    }

    /// What tells these names from others; empty where only the known ones are there.
    pub fn fingerprint(&self) -> String {
        let own = self.own.iter();
        let lines: Vec<String> = own
            .map(|(name, role)| format!("{}={name}", role.as_str()))
            .collect();
        lines.join("\n")
    }

    /// The role of a field, and how sure its name is: smaller is surer.
    pub(in crate::corpus) fn role(&self, name: &str) -> Option<(FieldRole, usize)> {
        let name = plain(name);
        if name.is_empty() {
            return None;
        }
        if let Some(rank) = self.own.iter().position(|(own, _)| *own == name) {
            return self.own.get(rank).map(|(_, role)| (*role, rank));
        }
        FieldRole::ALL.into_iter().find_map(|role| {
            let mut names = role.names().split_ascii_whitespace();
            let rank = names.position(|known| known == name)?;
            Some((role, self.own.len() + rank))
        })
    }
}

/// A name as it is compared: case, spaces and the signs between words tell nothing.
fn plain(name: &str) -> String {
    let kept = name
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '\u{feff}'));
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_feeds_have_roles_and_those_of_a_user_come_first() {
        let known = FieldNames::default();
        let role = |name: &str| known.role(name).map(|(role, _)| role);
        assert_eq!(role("pubDate"), Some(FieldRole::Date));
        assert_eq!(role("published_at"), Some(FieldRole::Date));
        assert_eq!(role("기사 제목"), Some(FieldRole::Title));
        assert_eq!(role("뉴스 식별자"), Some(FieldRole::Id));
        assert_eq!(role("언론사"), Some(FieldRole::Publisher));
        assert_eq!(role("URL"), Some(FieldRole::Url));
        assert_eq!(role("조회수"), None);
        assert_eq!(role(" "), None);
        let own = FieldNames::with([("조회 수".to_owned(), FieldRole::Body)]);
        assert_eq!(own.role("조회수"), Some((FieldRole::Body, 0)));
        assert_eq!(own.role("date"), Some((FieldRole::Date, 1)));
        assert_ne!(own.fingerprint(), known.fingerprint());
    }

    #[test]
    fn no_name_has_two_roles() {
        let mut all: Vec<&str> = FieldRole::ALL
            .into_iter()
            .flat_map(|role| role.names().split_ascii_whitespace())
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
