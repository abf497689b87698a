//! Whatever people do in whatever order, the law's order holds: no signing without a cleared price, no registration without
//! a signed contract, no archive with open money; and a refused step changes nothing.

use chrono::NaiveDate;
use harness::builders::with;
use harness::deals::{Case, PRICE_FEN, contract, filing, negotiated, plan, receipt, registered, terms};
use harness::{Answer, Cast, Server};
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

/// In each of two tests, which run side by side.
const SEQUENCES: usize = 100;
const STEPS: std::ops::RangeInclusive<usize> = 6..=34;
const BEGIN: &str = "2026-10-12";

#[derive(Clone, Copy, Debug)]
enum Act {
    Supplier(bool),
    Acquirer(bool),
    Advance {
        with_reason: bool,
    },
    Jump(u8),
    Confidentiality,
    Evaluation,
    Terms(i64),
    Publish,
    List,
    Object,
    Decide(bool),
    Close,
    Contract,
    Sign,
    File,
    Accept,
    Return,
    Supplement,
    Register(bool),
    Plan,
    Receive,
    Lose,
    Reopen,
    Wait(u8),
    /// What the stage asks for.
    Proceed,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        90 => Just(Act::Proceed),
        8 => any::<bool>().prop_map(|with_reason| Act::Advance { with_reason }),
        3 => (0_u8..10).prop_map(Act::Jump),
        4 => (1_u8..20).prop_map(Act::Wait),
        2 => any::<bool>().prop_map(Act::Supplier),
        2 => any::<bool>().prop_map(Act::Acquirer),
        2 => (0_i64..3).prop_map(|more| Act::Terms(PRICE_FEN + more)),
        2 => any::<bool>().prop_map(Act::Decide),
        2 => any::<bool>().prop_map(Act::Register),
        20 => proptest::sample::select(vec![
            Act::Confidentiality, Act::Evaluation, Act::Publish, Act::List, Act::Object, Act::Close, Act::Contract,
            Act::Sign, Act::File, Act::Accept, Act::Return, Act::Supplement, Act::Plan, Act::Receive, Act::Lose,
            Act::Reopen,
        ]),
    ]
}

/// The deal, its day, its one file and its registration number.
struct Play {
    case: Case,
    day: NaiveDate,
    file: Value,
    number: String,
}

#[tokio::test]
async fn no_order_of_steps_breaks_the_law() {
    Box::pin(play(0)).await;
}

#[tokio::test]
async fn no_other_order_of_steps_breaks_the_law() {
    Box::pin(play(SEQUENCES)).await;
}

/// Plays the sequences of the fixed seed from the `first` on.
async fn play(first: usize) {
    let server = Server::at(BEGIN).await;
    let cast = Cast::enter(&server).await;
    let mut play = Play {
        case: Case { server, cast, deal: Value::Null },
        day: NaiveDate::MIN,
        file: Value::Null,
        number: String::new(),
    };
    let mut runner = TestRunner::deterministic();
    let sequence = proptest::collection::vec(act(), STEPS);
    let mut reached = [0_usize; 4];
    for number in 0..first + SEQUENCES {
        let acts = sequence.new_tree(&mut runner).expect("a sequence").current();
        if number < first {
            continue;
        }
        Box::pin(play.anew(number)).await;
        for (position, act) in acts.iter().enumerate() {
            let before = play.case.deal.clone();
            let answer = Box::pin(play.act(*act)).await;
            let story = format!("sequence {number}: {:?}", &acts[..=position]);
            check(&before, &play.case.deal, answer.as_ref(), &play.day.to_string(), &story);
        }
        for (count, stage) in reached.iter_mut().zip(["signing", "registration", "payment", "archived"]) {
            *count += usize::from(stage_index(&play.case.deal) >= index(stage));
        }
    }
    assert!(
        reached[0] > SEQUENCES / 5 && reached.iter().all(|count| *count > 0),
        "the sequences go nowhere: {reached:?}"
    );
}

const STAGES: [&str; 10] = [
    "introduction",
    "talks",
    "confidentiality",
    "evaluation",
    "terms",
    "pricing",
    "signing",
    "registration",
    "payment",
    "archived",
];

fn index(stage: &str) -> usize {
    STAGES.iter().position(|known| *known == stage).expect("a stage")
}

fn stage_index(deal: &Value) -> usize {
    index(deal["stage"].as_str().expect("a stage"))
}

fn rows(deal: &Value, list: &str) -> Vec<Value> {
    deal[list].as_array().cloned().unwrap_or_default()
}

/// What must be true after every step.
fn check(before: &Value, after: &Value, answer: Option<&Answer>, today: &str, story: &str) {
    if let Some(answer) = answer {
        assert!(matches!(answer.status, 200 | 403 | 404 | 409 | 422), "{story}: {}", answer.text);
        assert_eq!(before == after, answer.status != 200, "{story}: a refused step changes nothing");
    }
    let pricings = rows(after, "pricings");
    let standing = pricings
        .iter()
        .filter(|row| ["published", "objected", "cleared"].map(Value::from).contains(&row["state"]))
        .count();
    assert!(standing <= 1, "{story}: {standing} pricings stand");
    let entered = |stage: &str| stage_index(before) < index(stage) && stage_index(after) >= index(stage);
    let cleared = |day: &str| {
        pricings.iter().any(|row| row["state"] == "cleared" && row["earliest_signing_on"].as_str().unwrap_or("") <= day)
    };
    assert!(!entered("signing") || cleared(today), "{story}: signing without a cleared price");
    let contract = &after["contract"];
    let is_signed = contract["state"] == "signed";
    assert!(!is_signed || cleared(contract["signed_on"].as_str().expect("a day")), "{story}: signed too early");
    assert!(is_signed || stage_index(after) < index("registration"), "{story}: registration without a signed contract");
    assert!(is_signed || rows(after, "registrations").is_empty(), "{story}: filed without a signed contract");
    assert!(is_signed || rows(after, "payments").is_empty(), "{story}: money without a signed contract");
    let alive = rows(after, "registrations").into_iter().filter(|row| row["state"] != "refused").count();
    assert!(alive <= 1, "{story}: {alive} registrations live");
    let is_open = rows(after, "payments").iter().any(|row| row["received_on"].is_null());
    let has_ended = after["stage"] == "archived";
    assert!(!has_ended || !is_open && !rows(after, "payments").is_empty(), "{story}: archived with open money");
    assert_eq!(has_ended, after["state"] == "archived", "{story}");
}

impl Play {
    /// A deal by hand, so that no listing stands between the sequences.
    async fn anew(&mut self, number: usize) {
        self.day = BEGIN.parse().expect("a day");
        self.case.server.on(BEGIN);
        self.number = format!("20262102{number:08}");
        let cast = &self.case.cast;
        let parties = json!({ "supplier_id": cast.tto.organization_id, "acquirer_id": cast.company.organization_id,
            "title": format!("项目 {number}") });
        self.case.deal = cast.manager.client.post("/api/v1/deals", &parties).await.expect(201);
        self.file = self.case.file("证明.pdf").await;
        self.case.deal = self.case.seen_by(&self.case.cast.manager).await;
    }

    async fn act(&mut self, act: Act) -> Option<Answer> {
        let (today, file) = (self.day.to_string(), self.file.clone());
        let case = &mut self.case;
        let paper = json!({ "file_id": file });
        Some(match act {
            Act::Wait(days) => return self.wait(days),
            Act::Proceed => return Box::pin(self.proceed()).await,
            Act::Supplier(yes) => answer(case, true, yes).await,
            Act::Acquirer(yes) => answer(case, false, yes).await,
            Act::Advance { with_reason } => {
                let note = if with_reason { "继续" } else { "" };
                case.post("advance", json!({ "note": note })).await
            }
            Act::Jump(stage) => case.post("advance", json!({ "to_stage": STAGES[usize::from(stage)] })).await,
            Act::Confidentiality => case.put("confidentiality", json!({ "signed_on": today })).await,
            Act::Evaluation => case.put("evaluation", json!({ "conclusion": "可行" })).await,
            Act::Terms(price_fen) => case.put("terms", terms(price_fen)).await,
            Act::Publish => case.post("pricings", negotiated()).await,
            Act::List => case.post("pricings", with(negotiated(), with(json!({ "method": "listed" }), paper))).await,
            Act::Contract => case.put("contract", open_ended(&today)).await,
            Act::Sign => case.post("contract/sign", with(json!({ "signed_on": today }), paper)).await,
            Act::File => case.post("registrations", filing(&today)).await,
            Act::Plan => case.put("payments", plan(&[1, PRICE_FEN + 1])).await,
            Act::Lose => case.post("lose", json!({ "reason": "mutual", "note": "终止" })).await,
            Act::Reopen => case.post("reopen", json!({ "note": "再来" })).await,
            row_act => return self.row_act(row_act, &today).await,
        })
    }

    /// Steps on the last row of a list; none when there is no row.
    async fn row_act(&mut self, act: Act, today: &str) -> Option<Answer> {
        let decision = |upheld| json!({ "decision": if upheld { "upheld" } else { "dismissed" }, "note": "理由" });
        let office = |registers: bool| {
            let decision = if registers { "registered" } else { "refused" };
            with(registered(&self.number), json!({ "decision": decision, "decided_on": today }))
        };
        let money = with(receipt(1, &self.file), json!({ "received_on": today }));
        let (list, step, body) = match act {
            Act::Object => ("pricings", "objection", json!({ "objection": "价格低" })),
            Act::Decide(upheld) => ("pricings", "decision", decision(upheld)),
            Act::Close => ("pricings", "close", json!({})),
            Act::Accept => ("registrations", "accept", json!({ "accepted_on": today })),
            Act::Return => ("registrations", "return", json!({ "note": "缺附件" })),
            Act::Supplement => ("registrations", "supplement", json!({ "submitted_on": today })),
            Act::Register(registers) => ("registrations", "decide", office(registers)),
            _ => ("payments", "receive", money),
        };
        if rows(&self.case.deal, list).is_empty() {
            return None;
        }
        Some(self.case.row(list, step, body).await)
    }

    fn wait(&mut self, days: u8) -> Option<Answer> {
        self.day += chrono::TimeDelta::days(i64::from(days));
        self.case.server.on(&self.day.to_string());
        None
    }

    /// The step that an attentive manager would take now.
    async fn proceed(&mut self) -> Option<Answer> {
        let deal = &self.case.deal;
        let is_open = deal["next"]["blockers"].as_array().is_some_and(Vec::is_empty);
        let last = |list: &str| rows(deal, list).last().and_then(|row| row["state"].as_str().map(str::to_owned));
        let (pricing, filed) = (last("pricings"), last("registrations"));
        let act = match deal["stage"].as_str().expect("a stage") {
            _ if deal["state"] == "lost" => Act::Reopen,
            "introduction" if deal["answers"]["supplier"].is_null() => Act::Supplier(true),
            "introduction" => Act::Acquirer(true),
            _ if is_open => Act::Advance { with_reason: false },
            "confidentiality" => Act::Confidentiality,
            "evaluation" => Act::Evaluation,
            "terms" => Act::Terms(PRICE_FEN),
            "pricing" => match pricing.as_deref() {
                Some("published")
                    if deal["pricings"].as_array()?.last()?["ends_on"].as_str()? < self.day.to_string().as_str() =>
                {
                    Act::Close
                }
                Some("published") => Act::Wait(16),
                Some("objected") => Act::Decide(false),
                _ => Act::Publish,
            },
            "signing" if deal["contract"].is_null() => Act::Contract,
            "signing" => Act::Sign,
            "registration" => match filed.as_deref() {
                Some("submitted") => Act::Accept,
                Some("returned") => Act::Supplement,
                Some("accepted") => Act::Register(true),
                _ => Act::File,
            },
            _ if rows(deal, "payments").is_empty() => Act::Plan,
            _ => Act::Receive,
        };
        Box::pin(self.act(act)).await
    }
}

async fn answer(case: &mut Case, is_supplier: bool, yes: bool) -> Answer {
    let side = if is_supplier { case.cast.tto.clone() } else { case.cast.company.clone() };
    let body =
        if yes { json!({ "answer": "yes" }) } else { json!({ "answer": "no", "reason": "other", "note": "不了" }) };
    // The party's page differs from the manager's; the model follows the manager's.
    let body = case.versioned(body);
    let answer = side.client.post(&case.path("answer"), &body).await;
    if answer.status == 200 {
        case.deal = case.seen_by(&case.cast.manager).await;
    }
    answer
}

/// A contract that covers every price of the model.
fn open_ended(today: &str) -> Value {
    with(contract(PRICE_FEN + 2, PRICE_FEN), json!({ "begins_on": today, "ends_on": "2040-01-01" }))
}
