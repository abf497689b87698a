//! The deals of the demo world, played through the services at past dates by the people of their organisations. A deal that
//! no document gives a price for cannot be carried past the talks: nothing about real bodies is invented.

use super::Keys;
use crate::context::Context;
use crate::deals::dto::DealOut;
use crate::deals::input::{
    AcceptRegistrationIn, AdvanceIn, AnswerIn, ClosePricingIn, ConfidentialityIn, ContractIn, DealIn,
    DecideRegistrationIn, EvaluationIn, InstalmentIn, LoseIn, NoteIn, PaymentPlanIn, PricingIn, ReceiptIn,
    RegistrationIn, SignContractIn, TermsIn,
};
use crate::deals::{contract, create, introduction, loss, payments, pricing, registration, service, stages, terms};
use crate::error::Error;
use crate::files;
use crate::files::dto::FileFilter;
use crate::http::idempotency::IdempotencyKey;
use crate::state::AppState;
use anyhow::{Context as _, anyhow};
use chrono::{NaiveDate, TimeDelta};
use entity::enums::{Answer, DealStage, PaymentMode, PricingMethod, RegistrationState, SubjectKind, TransferMode};
use entity::id::{DealId, FileId, MatchId};
use entity::{achievement, deal, match_suggestion};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use seeds::{DemoDeal, DemoWorld};

/// A deal that was signed before this was written down: what can be carried without a price.
const STAGE_WITHOUT_PRICE: DealStage = DealStage::Talks;

/// Days after the start on which a deal is entered into each stage, and the last day of the whole way.
const SCHEDULE: &[(DealStage, i64)] = &[
    (DealStage::Introduction, 0),
    (DealStage::Talks, 3),
    (DealStage::Confidentiality, 8),
    (DealStage::Evaluation, 12),
    (DealStage::Terms, 20),
    (DealStage::Pricing, 26),
    (DealStage::Signing, 46),
    (DealStage::Registration, 50),
    (DealStage::Payment, 70),
    (DealStage::Archived, 110),
];

pub(super) async fn load(state: &AppState, world: &DemoWorld, keys: &Keys) -> anyhow::Result<()> {
    for (position, demo) in world.deals.iter().enumerate() {
        let played = Player::begin(state, keys, demo, position).await;
        let played = match played {
            Ok(player) => player.play().await,
            Err(error) => Err(error),
        };
        state.clock.set_offset(TimeDelta::zero());
        played.with_context(|| format!("demo deal {}", demo.key))?;
    }
    Ok(())
}

/// One deal and the people who carry it.
struct Player<'a> {
    demo: &'a DemoDeal,
    position: usize,
    manager: Context,
    supplier: Context,
    acquirer: Context,
    achievement: achievement::Model,
    reached: DealStage,
    /// Days from now back to the start.
    start_days: i64,
    deal: Option<DealOut>,
    keys: &'a Keys,
}

impl<'a> Player<'a> {
    async fn begin(state: &AppState, keys: &'a Keys, demo: &'a DemoDeal, position: usize) -> anyhow::Result<Self> {
        let manager = demo.manager.as_ref().and_then(|login| keys.people.get(login)).context("manager")?;
        let member = |organization: &str| -> anyhow::Result<Context> {
            let id = keys.organization(organization)?;
            let member = keys.member_of(id).with_context(|| format!("a member of {organization}"))?;
            keys.acting(state, member)
        };
        let achievement_id = *keys.achievements.get(&demo.achievement).context("achievement")?;
        let achievement = achievement::Entity::find_by_id(achievement_id).one(&state.database).await?;
        let mut reached: DealStage = demo.reached.parse()?;
        if reached > STAGE_WITHOUT_PRICE && demo.amount_yuan.is_none() && !demo.is_demo {
            reached = STAGE_WITHOUT_PRICE;
        }
        Ok(Self {
            demo,
            position,
            manager: keys.acting(state, manager)?,
            supplier: member(&demo.supplier)?,
            acquirer: member(&demo.acquirer)?,
            achievement: achievement.context("achievement row")?,
            reached,
            start_days: start_days(demo, reached),
            deal: None,
            keys,
        })
    }

    async fn play(mut self) -> anyhow::Result<()> {
        self.introduce().await?;
        if self.reached > DealStage::Introduction {
            self.answer().await?;
        }
        for stage in DealStage::ALL.iter().copied().filter(|stage| *stage > DealStage::Talks) {
            if stage > self.reached {
                break;
            }
            self.finish_before(stage).await?;
            self.on(stage, 0);
            self.advance(stage).await?;
        }
        self.begin_stage().await?;
        if self.demo.outcome == "lost" {
            self.lose().await?;
        }
        self.mark().await
    }

    /// Moves the clock to a day after the start of a stage, never past now.
    fn on(&self, stage: DealStage, day: i64) -> NaiveDate {
        let ago = (self.start_days - entered_on(stage) - day).max(0);
        self.manager.state.clock.set_offset(-TimeDelta::days(ago));
        self.manager.today()
    }

    fn id(&self) -> anyhow::Result<DealId> {
        Ok(self.deal.as_ref().context("not introduced")?.row.id)
    }

    fn version(&self) -> anyhow::Result<i32> {
        Ok(self.deal.as_ref().context("not introduced")?.row.version)
    }

    fn keep(&mut self, result: Result<DealOut, Error>) -> anyhow::Result<()> {
        self.deal = Some(result.map_err(|error| anyhow!("{error} {:?}", error.fields()))?);
        Ok(())
    }

    async fn introduce(&mut self) -> anyhow::Result<()> {
        self.on(DealStage::Introduction, 0);
        let demand_id = self.demo.demand.as_ref().and_then(|key| self.keys.demands.get(key)).copied();
        let match_id = self.suggestion(demand_id).await?;
        let input = DealIn {
            match_id,
            achievement_id: match_id.is_none().then_some(self.achievement.id),
            demand_id: demand_id.filter(|_| match_id.is_none()),
            supplier_id: None,
            acquirer_id: demand_id.is_none().then_some(self.keys.organization(&self.demo.acquirer)?),
            title: None,
            manager_id: None,
            note: self.demo.story.clone().unwrap_or_default(),
        };
        let created = create::create(&self.manager, input, &IdempotencyKey(None)).await;
        self.keep(created)
    }

    /// The suggestion of the pair, when the platform made one.
    async fn suggestion(&self, demand: Option<entity::id::DemandId>) -> anyhow::Result<Option<MatchId>> {
        use match_suggestion::Column;
        let Some(demand) = demand else { return Ok(None) };
        let found = match_suggestion::Entity::find()
            .filter(Column::DemandId.eq(demand))
            .filter(Column::AchievementId.eq(self.achievement.id))
            .one(&self.manager.state.database)
            .await?;
        Ok(found.map(|row| row.id))
    }

    async fn answer(&mut self) -> anyhow::Result<()> {
        for (side, day, note) in
            [(self.supplier.clone(), 1, "团队愿意见面，可以先线上交流"), (self.acquirer.clone(), 3, "想看样机，约时间")]
        {
            self.on(DealStage::Introduction, day);
            let input = AnswerIn { version: self.version()?, answer: Answer::Yes, reason: None, note: note.to_owned() };
            let answered = introduction::answer(&side, self.id()?, input).await;
            self.keep(answered)?;
        }
        Ok(())
    }

    async fn advance(&mut self, stage: DealStage) -> anyhow::Result<()> {
        let input = AdvanceIn { version: self.version()?, to_stage: Some(stage), note: String::new(), file_id: None };
        let advanced = stages::advance(&self.manager, self.id()?, input).await;
        self.keep(advanced)
    }

    /// What must be done in the stage before `next` can be entered.
    async fn finish_before(&mut self, next: DealStage) -> anyhow::Result<()> {
        match next {
            DealStage::Confidentiality => self.meet().await,
            DealStage::Evaluation => self.sign_confidentiality().await,
            DealStage::Terms => self.evaluate().await,
            DealStage::Pricing => self.agree_terms().await,
            DealStage::Signing => self.clear_price().await,
            DealStage::Registration => self.sign_contract().await,
            DealStage::Payment => self.register().await,
            DealStage::Archived => self.receive_all().await,
            DealStage::Introduction | DealStage::Talks => Ok(()),
        }
    }

    /// In the stage that was reached, what people have begun.
    async fn begin_stage(&mut self) -> anyhow::Result<()> {
        match self.reached {
            DealStage::Introduction if self.demo.outcome == "active" => {
                self.on(DealStage::Introduction, 1);
                let (version, note) = (self.version()?, "同意见面".to_owned());
                let input = AnswerIn { version, answer: Answer::Yes, reason: None, note };
                let answered = introduction::answer(&self.supplier, self.id()?, input).await;
                self.keep(answered)
            }
            DealStage::Pricing => self.publish_price().await,
            DealStage::Registration => self.submit_registration().await,
            DealStage::Payment => self.receive_first().await,
            _ => Ok(()),
        }
    }

    async fn meet(&mut self) -> anyhow::Result<()> {
        self.on(DealStage::Talks, 2);
        let note = "双方线上见面：确认了使用场景和测试条件，下一步签保密协议后交换技术资料。".to_owned();
        let noted = service::add_note(&self.manager, self.id()?, NoteIn { note, file_id: None }).await;
        self.keep(noted)
    }

    async fn sign_confidentiality(&mut self) -> anyhow::Result<()> {
        let signed_on = self.on(DealStage::Confidentiality, 2);
        let file_id = Some(self.file("保密协议（演示）.pdf").await?);
        let input = ConfidentialityIn { version: self.version()?, signed_on, file_id, note: "期限三年".to_owned() };
        let put = terms::put_confidentiality(&self.manager, self.id()?, input).await;
        self.keep(put)
    }

    async fn evaluate(&mut self) -> anyhow::Result<()> {
        let evaluated_on = self.on(DealStage::Evaluation, 5);
        let input = EvaluationIn {
            version: self.version()?,
            conclusion: "演示：指标经现场测试与描述一致，工程化还需三个月。".to_owned(),
            method: "技术评估".to_owned(),
            value_fen: None,
            evaluated_on: Some(evaluated_on),
            file_id: None,
        };
        let put = terms::put_evaluation(&self.manager, self.id()?, input).await;
        self.keep(put)
    }

    /// The price in fen; deals that the file gives no amount get a demo amount.
    fn price_fen(&self) -> i64 {
        let yuan = self.demo.amount_yuan.unwrap_or(600_000);
        self.demo.technical_yuan.unwrap_or(yuan).min(yuan) * 100
    }

    fn total_fen(&self) -> i64 {
        (self.demo.amount_yuan.unwrap_or(600_000) * 100).max(self.price_fen())
    }

    fn mode(&self) -> TransferMode {
        self.achievement.modes.0.first().copied().unwrap_or(TransferMode::Transfer)
    }

    async fn agree_terms(&mut self) -> anyhow::Result<()> {
        self.on(DealStage::Terms, 4);
        let input = TermsIn {
            version: self.version()?,
            mode: self.mode(),
            payment_mode: PaymentMode::Instalment,
            price_fen: self.total_fen(),
            scope: "演示：技术资料、样机和现场指导；以双方确认的指标验收。".to_owned(),
            improvements: "改进成果归完成改进的一方，另一方可优先使用。".to_owned(),
            commission: "中介报酬由吸纳方支付，按技术交易额的 3%，到账后支付。".to_owned(),
        };
        let put = terms::put_terms(&self.manager, self.id()?, input).await;
        self.keep(put)
    }

    async fn publish_price(&mut self) -> anyhow::Result<()> {
        self.on(DealStage::Pricing, 1);
        let input = PricingIn {
            version: self.version()?,
            method: PricingMethod::Negotiated,
            price_fen: None,
            basis: "演示：参考同类成果成交价，双方协商。".to_owned(),
            scope: "单位内部网站".to_owned(),
            objection_department: "成果转化办公室（演示）".to_owned(),
            objection_phone: "0411-00000000".to_owned(),
            objection_email: "objection@example.com".to_owned(),
            published_on: None,
            file_id: None,
        };
        let created = pricing::create(&self.manager, self.id()?, input).await;
        self.keep(created)
    }

    async fn clear_price(&mut self) -> anyhow::Result<()> {
        self.publish_price().await?;
        self.on(DealStage::Pricing, 18);
        let running = self.deal.as_ref().and_then(|deal| deal.pricings.last()).context("a pricing")?;
        let closed = pricing::close(&self.manager, running.id, ClosePricingIn { version: running.version }).await;
        self.keep(closed)
    }

    async fn sign_contract(&mut self) -> anyhow::Result<()> {
        let begins_on = self.on(DealStage::Signing, 1);
        let input = ContractIn {
            version: self.version()?,
            contract_type: self.demo.contract_type.clone().unwrap_or_else(|| "TT1".to_owned()),
            title: self.achievement.title.clone(),
            total_amount_fen: self.total_fen(),
            technical_amount_fen: self.price_fen(),
            payment_mode: PaymentMode::Instalment,
            begins_on: Some(begins_on),
            ends_on: Some(begins_on + TimeDelta::days(730)),
        };
        let put = contract::put(&self.manager, self.id()?, input).await;
        self.keep(put)?;
        let signed_on = self.on(DealStage::Signing, 2);
        let file_id = self.file("技术合同（演示）.pdf").await?;
        let input = SignContractIn { version: self.version()?, signed_on, file_id };
        let signed = contract::sign(&self.manager, self.id()?, input).await;
        self.keep(signed)
    }

    async fn submit_registration(&mut self) -> anyhow::Result<()> {
        let submitted_on = self.on(DealStage::Registration, 1);
        let office = "大连市技术合同登记机构（演示）".to_owned();
        let input = RegistrationIn { version: self.version()?, office, submitted_on, disputed: false };
        let submitted = registration::submit(&self.manager, self.id()?, input).await;
        self.keep(submitted)?;
        let accepted_on = self.on(DealStage::Registration, 3);
        let row = self.deal.as_ref().and_then(|deal| deal.registrations.last()).context("a registration")?;
        let input = AcceptRegistrationIn { version: row.version, accepted_on };
        let accepted = registration::accept(&self.manager, row.id, input).await;
        self.keep(accepted)
    }

    async fn register(&mut self) -> anyhow::Result<()> {
        self.submit_registration().await?;
        let decided_on = self.on(DealStage::Registration, 16);
        let row = self.deal.as_ref().and_then(|deal| deal.registrations.last()).context("a registration")?;
        let input = DecideRegistrationIn {
            version: row.version,
            decision: RegistrationState::Registered,
            number: Some(format!("9999990000{:06}", self.position + 1)),
            decided_on,
            note: "演示编号，不是真实的登记编号".to_owned(),
            file_id: None,
        };
        let decided = registration::decide(&self.manager, row.id, input).await;
        self.keep(decided)
    }

    async fn receive_first(&mut self) -> anyhow::Result<()> {
        let today = self.on(DealStage::Payment, 1);
        let total = self.total_fen();
        let first = total / 2;
        let instalment = |label: &str, days: i64, due_fen| InstalmentIn {
            label: label.to_owned(),
            due_on: Some(today + TimeDelta::days(days)),
            due_fen,
        };
        let instalments = vec![instalment("签约款", 10, first), instalment("验收款", 60, total - first)];
        let input = PaymentPlanIn { version: self.version()?, instalments };
        let planned = payments::put_plan(&self.manager, self.id()?, input).await;
        self.keep(planned)?;
        self.receive(0, 8).await
    }

    async fn receive(&mut self, position: usize, day: i64) -> anyhow::Result<()> {
        let received_on = self.on(DealStage::Payment, day);
        let file_id = self.file("银行回单（演示）.pdf").await?;
        let row = self.deal.as_ref().and_then(|deal| deal.payments.get(position)).context("an instalment")?;
        let input = ReceiptIn { version: row.version, received_on, received_fen: row.due_fen, file_id };
        let received = payments::receive(&self.manager, row.id, input).await;
        self.keep(received)
    }

    async fn receive_all(&mut self) -> anyhow::Result<()> {
        self.receive_first().await?;
        self.receive(1, 38).await
    }

    async fn lose(&mut self) -> anyhow::Result<()> {
        self.on(self.reached, 6);
        let input = LoseIn {
            version: self.version()?,
            reason: self.demo.lost_reason.clone().unwrap_or_else(|| "mutual".to_owned()),
            note: self.demo.lost_note.clone().unwrap_or_else(|| "演示：双方协商终止。".to_owned()),
        };
        let lost = loss::lose(&self.manager, self.id()?, input).await;
        self.keep(lost)
    }

    async fn file(&self, name: &str) -> anyhow::Result<FileId> {
        let subject = FileFilter { subject_kind: SubjectKind::Deal, subject_id: self.id()?.0 };
        let bytes = demo_pdf(name);
        let added = files::service::add_bytes(&self.manager, subject, name, &bytes).await;
        Ok(added.map_err(|error| anyhow!("{error}"))?.id)
    }

    /// Marks what is 演示.
    async fn mark(&self) -> anyhow::Result<()> {
        let mut change = self.manager.change().await?;
        let row = deal::ActiveModel { id: Set(self.id()?), is_demo: Set(self.demo.is_demo), ..Default::default() };
        let row = row.update(change.rows()).await?;
        change.record("demo.load", (SubjectKind::Deal, row.id.0), None::<&()>, Some(&row))?;
        Ok(change.commit().await?)
    }
}

fn entered_on(stage: DealStage) -> i64 {
    SCHEDULE.iter().find(|(known, _)| *known == stage).map_or(0, |(_, day)| *day)
}

/// When the deal began, so that the stage it reached is recent but everything before had its time.
fn start_days(demo: &DemoDeal, reached: DealStage) -> i64 {
    let needed = match reached {
        DealStage::Pricing => entered_on(reached) + 6,
        DealStage::Archived => entered_on(reached) + 2,
        stage => entered_on(stage) + 10,
    };
    if reached == DealStage::Pricing && demo.outcome == "active" { needed } else { demo.started_days_ago.max(needed) }
}

/// A one-page PDF without text: a stand-in for the paper that a real deal would have.
fn demo_pdf(name: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n% {name}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    .into_bytes()
}
