use super::spellings::{Place::Anywhere, Spelling};
use super::*;
use proptest::prelude::*;

/// Names and loanwords in both scripts.
const SAME: &str = "
    앤트로픽=Anthropic 안트로픽=Anthropic 엔비디아=Nvidia 마이크로소프트=Microsoft
    제미나이=Gemini 라마=Llama 구글=Google 허깅페이스=HuggingFace 미스트랄=Mistral
    코히어=Cohere 퍼플렉시티=Perplexity 데이터브릭스=Databricks 스냅챗=Snapchat
    바이두=Baidu 알리바바=Alibaba 딥마인드=DeepMind 챗봇=chatbot 프롬프트=prompt
    벤치마크=benchmark 스타트업=startup 플랫폼=platform 클라우드=cloud
    인플렉션=Inflection 스태빌리티=Stability 어도비=Adobe 오라클=Oracle 퀄컴=Qualcomm
    테슬라=Tesla 애플=Apple 메타=Meta 아마존=Amazon 삼성=Samsung 네이버=Naver
    카카오=Kakao 블랙웰=Blackwell 그록=Grok 그로크=Grok 소라=Sora 클로드=Claude
    코파일럿=Copilot 인텔=Intel 텐센트=Tencent 화웨이=Huawei 바이트댄스=ByteDance
    틱톡=TikTok 인스타그램=Instagram 페이스북=Facebook 유튜브=YouTube 트위터=Twitter
    링크드인=LinkedIn 넷플릭스=Netflix 스포티파이=Spotify 우버=Uber 에어비앤비=Airbnb
    페이팔=PayPal 세일즈포스=Salesforce 스노우플레이크=Snowflake 깃허브=GitHub
    깃랩=GitLab 도커=Docker 쿠버네티스=Kubernetes 리눅스=Linux 윈도우=Windows
    안드로이드=Android 파이썬=Python 자바=Java 자바스크립트=JavaScript 파이토치=PyTorch
    텐서플로=TensorFlow 트랜스포머=transformer 알고리즘=algorithm 데이터=data
    데이터셋=dataset 모델=model 토큰=token 에이전트=agent 서버=server 인터넷=internet
    소프트웨어=software 하드웨어=hardware 컴퓨터=computer 컴퓨팅=computing 로봇=robot
    드론=drone 딥페이크=deepfake 딥러닝=deeplearning 머신러닝=MachineLearning
    파인튜닝=fine-tuning 오픈소스=OpenSource 사이버=cyber 블록체인=blockchain
    비트코인=Bitcoin 이더리움=Ethereum 메타버스=metaverse 핀테크=fintech 바이오=bio
    헬스케어=healthcare 디지털=digital 콘텐츠=contents 미디어=media 뉴스=news
    가이드라인=guideline 프레임워크=framework 라이선스=license 파트너십=partnership
    컨퍼런스=conference 워크숍=workshop 서밋=summit 포럼=forum 센터=center
    프로젝트=project 솔루션=solution 시스템=system 네트워크=network 모니터링=monitoring
    시뮬레이션=simulation 애플리케이션=application 인터페이스=interface
    아키텍처=architecture 파라미터=parameter 멀티모달=multimodal 달리=DALL-E
    미드저니=Midjourney 스테이블디퓨전=StableDiffusion 런웨이=Runway 어댑트=Adept
    캐릭터=Character 딥시크=DeepSeek 큐원=Qwen 젬마=Gemma 소네트=Sonnet 오퍼스=Opus
    하이쿠=Haiku 호퍼=Hopper 그레이스=Grace 루빈=Rubin 제온=Xeon 라이젠=Ryzen
    브로드컴=Broadcom 마이크론=Micron 시스코=Cisco 에릭슨=Ericsson 노키아=Nokia
    소니=Sony 도요타=Toyota 혼다=Honda 현대=Hyundai 폭스바겐=Volkswagen 지멘스=Siemens
    보쉬=Bosch 화이자=Pfizer 모더나=Moderna 노바티스=Novartis 스페이스엑스=SpaceX
    뉴럴링크=Neuralink 스탠퍼드=Stanford 하버드=Harvard 옥스퍼드=Oxford
    케임브리지=Cambridge 버클리=Berkeley 프린스턴=Princeton 카네기멜런=CarnegieMellon
    토론토=Toronto 시애틀=Seattle 샌프란시스코=SanFrancisco 캘리포니아=California
    실리콘밸리=SiliconValley 워싱턴=Washington 뉴욕=NewYork 런던=London 파리=Paris
    브뤼셀=Brussels 싱가포르=Singapore 두바이=Dubai 블룸버그=Bloomberg 로이터=Reuters
    가디언=Guardian 포브스=Forbes 머스크=Musk 올트먼=Altman 저커버그=Zuckerberg
    하사비스=Hassabis 힌튼=Hinton 벤지오=Bengio 르쿤=LeCun 트뤼도=Trudeau
    라이몬도=Raimondo 바이든=Biden 트럼프=Trump 마크롱=Macron 헤이젠=HeyGen 시리=Siri
    바사=VASA 에이트폴드=Eightfold 인디드=Indeed 치앤판=Qianfan 코메이트=Comate
    어니봇=ErnieBot 지피티=GPT 엘엘엠=LLM 에이아이=AI 지피유=GPU 오픈에이아이=OpenAI
    아이비엠=IBM 레노버=Lenovo 에이수스=Asus 델=Dell 필립스=Philips 지이=GE
    하니웰=Honeywell 엑센추어=Accenture 딜로이트=Deloitte 매킨지=McKinsey 가트너=Gartner
    스케일=Scale 팔란티어=Palantir 앤두릴=Anduril 서비스나우=ServiceNow
    스트라이프=Stripe 드롭박스=Dropbox 슬랙=Slack 노션=Notion 피그마=Figma 캔바=Canva
    줌=Zoom 트렐로=Trello 레플리카=Replika 베를린=Berlin 시드니=Sydney 멜버른=Melbourne
    뭄바이=Mumbai 방갈로르=Bangalore 헬싱키=Helsinki 스톡홀름=Stockholm
    코펜하겐=Copenhagen 제네바=Geneva 브라질=Brazil 멕시코=Mexico 캐나다=Canada
    아르헨티나=Argentina 이스라엘=Israel 튀르키예=Turkiye 우크라이나=Ukraine
    나델라=Nadella 피차이=Pichai 카파시=Karpathy 수츠케버=Sutskever 아모데이=Amodei
    무라티=Murati 베이조스=Bezos 게이츠=Gates 라가르드=Lagarde 해리스=Harris 커서=Cursor
    윈드서프=Windsurf 보이저=Voyager 팰컨=Falcon 파이=Phi 알파폴드=AlphaFold
    알파고=AlphaGo 왓슨=Watson 코타나=Cortana 알렉사=Alexa 센서=sensor 칩셋=chipset
    메모리=memory 프로세서=processor 배터리=battery 라이다=lidar 카메라=camera
    디바이스=device 태블릿=tablet 스마트폰=smartphone 웨어러블=wearable
    스트리밍=streaming 게임=game 아바타=avatar 크리에이터=creator 인플루언서=influencer
    저널리즘=journalism 거버넌스=governance 컴플라이언스=compliance
    이니셔티브=initiative 로드맵=roadmap 패러다임=paradigm 컨소시엄=consortium
    샌드박스=sandbox 파일럿=pilot 테스트=test 튜토리얼=tutorial 세미나=seminar
    심포지엄=symposium 뉴런=neuron 트레이닝=training 임베딩=embedding 어텐션=attention
    디코더=decoder 인코더=encoder 그래프=graph 벡터=vector 텐서=tensor 레이어=layer
    리트리버=retriever 프라이버시=privacy 리더보드=leaderboard 해커톤=hackathon
    챌린지=challenge 유니콘=unicorn 벤처=venture 캐피털=capital 펀드=fund 샤오미=Xiaomi
    알리=Ali 센스타임=SenseTime 즈푸=Zhipu 문샷=Moonshot 미니맥스=MiniMax
    바이촨=Baichuan 이플라이텍=iFlytek 하이크비전=Hikvision
";

/// Two ways to write one name in Hangul.
const SAME_IN_HANGUL: &str = "
    앤트로픽=안트로픽 앤트로픽=앤스로픽 라마=리아마 젬마=제마 그록=그로크 로봇=로보트
    콘텐츠=컨텐츠 컨퍼런스=콘퍼런스 메타버스=매타버스 스탠퍼드=스탠포드 힌튼=힌턴
    올트먼=알트만 저커버그=주커버그 소프트웨어=소프트웨아 플랫폼=플렛폼
    라이선스=라이센스 메시지=메세지 데이터=데이타 디지털=디지탈 파이썬=파이선
    텐서플로=텐서플로우 윈도우=윈도 네트워크=네트웍 워크숍=워크샵 리더십=리더쉽
    애플리케이션=어플리케이션 엔비디아=앤비디아 스태빌리티=스테빌리티 딥시크=딥씨크
    하사비스=허사비스 쿠버네티스=쿠베르네티스 카네기멜런=카네기멜론
";

/// Words that differ in sound, though many not by much.
const APART: &str = "
    구글=Apple 구글=GoogleCloud 메타=Data 메타=Motor 메타=Matter 투자=Tesla 인공=Oracle
    규제=cage 도구=dog 모델=motel 애플=Adobe 애플=ample 오라클=miracle 인텔=Intelligence
    인텔=hotel 삼성=Samson 네이버=never 클라우드=Cloudera 바이두=Bard 바이두=video
    소라=Siri 소라=solar 라마=Roma 라마=lambda 제미나이=Germany 제미나이=seminar
    마이크로소프트=Micron 코파일럿=pilot 블랙웰=Blackrock 블랙웰=Maxwell 그록=block
    그록=Groove 챗봇=robot 챗봇=chapter 로봇=report 드론=throne 드론=Iron 토큰=Tokyo
    인플렉션=inflation 인플렉션=reflection 인플렉션=infection 플랫폼=platinum
    프롬프트=Trump 프롬프트=promote 데이터=dating 데이터=Dell 데이터=later
    미스트랄=mineral 미스트랄=minister 코히어=Korea 코히어=career 스타트업=startle
    스태빌리티=ability 퍼플렉시티=complexity 퍼플렉시티=flexibility 알리바바=Albania
    알리바바=library 테슬라=Tesseract 아마존=Arizona 아마존=Armani 카카오=Kafka
    카카오=Cisco 시스코=Costco 노키아=Nokian 소니=Sunday 소니=Disney 혼다=Hyundai
    혼다=Honduras 구글=eagle 구글=global 센터=counter 센터=sensor 센터=sender
    서버=survey 서버=silver 서버=fiber 사이버=cipher 사이버=Siemens 모델=module
    모델=Modern 모델=mobile 에이전트=Argentina 에이전트=agency 에이전트=urgent
    알고리즘=organism 알고리즘=logarithm 파이썬=Pearson 파이썬=person 자바=Jabra
    자바=Japan 자바=javascript 리눅스=Lexus 리눅스=Lynx 윈도우=winter 바이오=Bayer
    미디어=medium 미디어=Modi 디지털=digit 디지털=capital 솔루션=pollution
    솔루션=revolution 솔루션=resolution 시스템=stem 시스템=sister 포럼=perform
    포럼=program 프로젝트=reject 프로젝트=product 서밋=submit 서밋=Smith 뉴스=noise
    뉴스=Nexus 파리=Bali 파리=Berlin 런던=Linden 런던=random 두바이=Dublin 트럼프=drum
    머스크=Moscow 머스크=music 바이든=button 바이든=Boeing 마크롱=Macro 마크롱=Micron
    힌튼=Clinton 힌튼=Hilton 규제=cake 정부=job 기업=group 기술=guitar 생성=session
    안전=engine 보안=Boeing 투자=tour 교육=gig 연구=young 국가=Cuba 시장=Sysco 위험=Wham
    개발=cable 학습=hub 언어=Anna 사용=song 정보=jumbo 공개=Google 지원=June 인재=Indy
    대회=Dell 활용=Harvard 발표=ballpark 평가=vodka 결과=Kylie 미국=Mexico 미국=magic
    중국=Chuck 중국=junk 한국=Hancock 영국=Yankee 나라=narrow 사람=Salem 강화=Ganga
    회사=Hessa 법안=Bing 정부=정보 모델=모텔 클로드=클라우드 대회=대화 기업=기억
    지능=기능 경제=견제 조사=주사 사업=사법 회의=회계 사장=시장 전기=정기 구글=구를
    시각=시간 인터넷=인터뷰 센터=센서 로봇=로켓 서버=서브 사이버=사이트
    클라우드=클라이언트 레노버=Renault 델=Dali 딜로이트=Detroit 가트너=garden 슬랙=Slate
    노션=nation 노션=notice 피그마=sigma 캔바=Canada 베를린=Merlin 제네바=Genoa
    멕시코=Mexican 캐나다=Kenya 캐나다=Granada 이스라엘=Islam 브라질=basil 파이=five
    왓슨=Wilson 커서=course 팰컨=Vulcan 보이저=Boeing 메모리=melody 카메라=Cambria
    게임=gamma 칩셋=chapter 배터리=butter 배터리=better 디바이스=divide 라이다=radar
    태블릿=table 아바타=Avast 벡터=factor 벡터=victor 텐서=tenor 텐서=dancer
    레이어=lawyer 그래프=grape 펀드=bond 펀드=find 벤처=bench 챌린지=change 테스트=taste
    테스트=toast 로드맵=roadside 파일럿=pirate 문샷=mindset 유니콘=union 유니콘=Unicode
    훈련=Hulu 결정=Gojek 전략=jolly 문제=Monza 서비스=servicenow 관리=Gwen 가능=Genie
    세계=sage 제공=Jacob 운영=Wang 추진=chosen 협력=Hubble 논의=Nunes 참여=Chamonix
    분석=Benson 도입=dope 확대=Honda 혁신=Hexon 윤리=unreal 의회=UI 미래=Miller
    인력=Yellen 시민=simmer 권고=Congo 보고=Vogue
";

fn pairs(table: &'static str) -> Vec<(&'static str, &'static str)> {
    let pairs = table.split_whitespace();
    pairs.filter_map(|pair| pair.split_once('=')).collect()
}

/// How many of a hundred pairs hold `condition`, and those that do not.
fn rate(table: &'static str, condition: impl Fn(&str, &str) -> bool) -> (usize, String) {
    let pairs = pairs(table);
    let lacks = |pair: &(&str, &str)| !condition(pair.0, pair.1);
    let lacking: Vec<_> = pairs.iter().copied().filter(lacks).collect();
    let held = pairs.len() - lacking.len();
    (100 * held / pairs.len(), format!("{lacking:?}"))
}

#[test]
fn names_sound_alike_in_both_scripts() {
    assert!(pairs(SAME).len() >= 300);
    let (near, far) = rate(SAME, |left, right| distance(left, right) <= LIMIT);
    assert!(near >= 97, "{near} %, without {far}");
    let (alike, other) = rate(SAME, |left, right| skeleton(left) == skeleton(right));
    assert!(alike >= 90, "{alike} %, without {other}");
    for (hangul, latin) in [
        ("앤트로픽", "Anthropic"),
        ("안트로픽", "Anthropic"),
        ("엔비디아", "NVIDIA"),
        ("허깅페이스", "Hugging Face"),
        ("퍼플렉시티", "Perplexity"),
        ("볼리비아", "Bolívia"),
        ("챗지피티", "챗GPT"),
    ] {
        assert!(distance(hangul, latin) <= LIMIT, "{hangul} {latin}");
    }
}

#[test]
fn names_sound_alike_in_two_ways_of_writing_hangul() {
    let (near, far) = rate(SAME_IN_HANGUL, |left, right| distance(left, right) <= LIMIT);
    assert!(near >= 90, "{near} %, without {far}");
    let (alike, other) = rate(SAME_IN_HANGUL, |left, right| {
        skeleton(left) == skeleton(right)
    });
    assert!(alike >= 90, "{alike} %, without {other}");
}

#[test]
fn other_words_are_not_taken_for_a_name() {
    assert!(pairs(APART).len() >= 240);
    let (far, near) = rate(APART, |left, right| distance(left, right) > LIMIT);
    assert!(far >= 97, "{far} %, without {near}");
}

#[test]
fn the_skeleton_is_the_consonants() {
    for (word, key) in [
        ("엔비디아", "anpt"),
        ("Nvidia", "anpt"),
        ("Hugging-Face 2", "hsnps2"),
        ("허깅페이스2", "hknps2"),
        ("스타트업", "sttp"),
        ("startup", "sttp"),
        ("노르웨이", "n"),
        ("Norway", "n"),
        ("으뜸", "atm"),
        ("ㄱㅏㄴ", "kn"),
        ("GPT", "spt"),
        ("", ""),
        ("2024!", ""),
        ("大韓", ""),
    ] {
        assert_eq!(skeleton(word), key, "{word}");
    }
}

#[test]
fn latin_words_are_far_apart_unless_equal() {
    assert_eq!(distance("Meta", "Meta"), 0.0);
    assert_eq!(distance("Open AI", "openai"), 0.0);
    assert_eq!(distance("colour", "color"), f32::INFINITY);
    assert_eq!(distance("", "구글"), f32::INFINITY);
    assert_eq!(distance("", ""), f32::INFINITY);
}

#[test]
fn long_words_sound_like_no_other() {
    let long = "구글".repeat(300_000);
    assert_eq!(skeleton(&long), "");
    assert_eq!(distance(&long, "google"), f32::INFINITY);
    let long = "e\u{301}".repeat(300_000);
    assert_eq!(skeleton(&long), "");
    let longest = "wheat".repeat(12);
    assert!(distance(&longest, &"위트".repeat(32)).is_finite());
}

#[test]
fn the_spellings_are_in_order() {
    for (letter, spellings) in ('a'..='z').zip(SPELLINGS) {
        let order = |spelling: &Spelling| std::cmp::Reverse(spelling.0.len());
        assert!(spellings.is_sorted_by_key(order), "{letter}");
        let (last, place, _) = spellings[spellings.len() - 1];
        assert_eq!((last, place), (letter.to_string().as_str(), Anywhere));
        for (letters, _, readings) in spellings {
            assert!(letters.starts_with(letter) && !readings.is_empty());
            for sound in readings.iter().flat_map(|reading| reading.0) {
                assert!(b"gkndtlmbpsjchfLGaevouziyw".contains(sound), "{letters}");
            }
        }
    }
}

proptest! {
    #[test]
    fn the_distance_is_the_same_in_both_directions(
        left in "[가-힣]{0,6}|[a-z]{0,9}|\\PC{0,9}",
        right in "[가-힣]{0,6}|[a-z]{0,9}|\\PC{0,9}",
    ) {
        let there = distance(&left, &right);
        prop_assert!(there >= 0.0);
        prop_assert_eq!(there, distance(&right, &left));
    }

    #[test]
    fn hangul_sounds_like_itself(word in "[가-힣]{1,9}") {
        let spoken = Pronunciation::new(&word);
        prop_assert_eq!(spoken.distance(&spoken), 0.0);
        prop_assert_eq!(spoken.compare(&spoken), 0);
    }

    #[test]
    fn skeletons_are_ascii_in_lower_case(word in "[가-힣ㄱ-ㅣa-zA-Z0-9é]{0,12}|\\PC{0,12}") {
        let key = skeleton(&word);
        prop_assert!(key.bytes().all(|b| b"akntrmpsh0123456789".contains(&b)), "{}", key);
    }
}
