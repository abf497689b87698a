/** The whole way from a lab's listing to a registered contract and the money, in the browser, from an empty server. */

import { addManager, company, manager, signUp, university, verify } from "./helpers/cast";
import * as deal from "./helpers/deal";
import { check, inDialog, upload } from "./helpers/forms";
import { pdf } from "./helpers/files";
import { achievement_title, demand_title, postAchievement, postDemand, publish } from "./helpers/listings";
import { auditVerify } from "./helpers/site";
import { shot } from "./helpers/shots";
import { type ActAs, expect, type Page, test } from "./helpers/test";

const question = "车门触摸屏怎么防水";
const registration_number = "2022210200001234";
const stages = ["洽谈", "保密与技术交流", "评估", "条款", "定价与公示", "签约", "认定登记", "到账", "已归档"];
const events_of_stages = stages.length - 1;

test.setTimeout(420_000);

test("from an empty server to a registered and paid contract", async ({ site, actAs, visitor }) => {
  const admin = await test.step("the administrator signs in with the printed password and adds a manager", async () => {
    const page = await actAs({ login: "admin", password: site.adminPassword });
    await shot(page, "01-desk-admin");
    await addManager(page);
    return page;
  });
  const [tto, buyer] = await test.step("university and company sign up and are verified", async () => {
    const pages = [await enter(await visitor(), university), await enter(await visitor(), company)] as const;
    for (const { organization } of [university, company]) await verify(admin, organization);
    for (const page of pages) {
      await page.getByRole("button", { name: "查看认证进度" }).click();
      await expect(page.getByRole("heading", { level: 1, name: /您好$/ })).toBeVisible();
    }
    return pages;
  });
  const broker = await actAs(manager);
  await test.step("the achievement is posted and published", async () => {
    await postAchievement(tto);
    await shot(tto, "02-achievement-submitted");
    await publish(broker, "成果", achievement_title);
  });
  await test.step("the demand is posted and published", async () => {
    await postDemand(buyer);
    await publish(broker, "需求", demand_title);
  });
  for (const javaScript of [true, false]) {
    await test.step(`anybody finds it, ${javaScript ? "with" : "without"} JavaScript`, async () => {
      await findOnTheSite(await visitor({ javaScript }));
    });
  }
  const dealAddress = await test.step("the manager reads why they match and introduces them", () => introduce(broker));
  await test.step("both say yes; then, and not before, their contacts are seen", async () => {
    await expect(broker.getByText(university.phone)).toHaveCount(0);
    const title = await broker.getByRole("heading", { level: 1 }).innerText();
    await deal.answerYes(tto, title);
    await expect(tto.getByText(company.phone)).toHaveCount(0);
    await deal.answerYes(buyer, title);
    await broker.reload();
    for (const { phone } of [university, company]) await expect(broker.getByText(phone)).toBeVisible();
    await shot(broker, "04-deal-talks");
  });
  await test.step("talks, confidentiality, evaluation, terms", async () => {
    await deal.note(broker, "双方到现场看了样机，约定下周交换资料。");
    await deal.advance(broker, "保密与技术交流");
    await deal.confidentiality(broker);
    await deal.advance(broker, "评估");
    await deal.evaluation(broker);
    await deal.advance(broker, "条款");
    await deal.terms(broker, "65");
    await deal.advance(broker, "定价与公示");
  });
  await test.step("a negotiated price waits for its publicity, a listed one does not", () => setPrice(broker));
  await test.step("contract, registration, payment, archive", async () => {
    await deal.advance(broker, "签约");
    await deal.contract(broker, "800000", "650000");
    await deal.advance(broker, "认定登记");
    await deal.registration(broker, registration_number);
    await deal.advance(broker, "到账");
    await deal.payment(broker);
    await deal.archive(broker);
  });
  await test.step("the page and its timeline tell the whole story", () => readTheStory(broker));
  await test.step("the statistics count it once, and each figure opens its record", () => countIt(broker, dealAddress));
  await test.step("the phone shows the same deal", () => onThePhone(actAs, dealAddress));
  expect(await auditVerify(site)).toBeTruthy();
});

async function enter(page: Page, who: typeof university): Promise<Page> {
  await signUp(page, who);
  await expect(page.getByText("注册已收到，等待管理员认证")).toBeVisible();
  return page;
}

async function findOnTheSite(page: Page) {
  await page.goto("/");
  const box = page.getByRole("main").getByLabel("检索成果与需求");
  await box.fill(question);
  await box.press("Enter");
  const hit = page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("link", { name: achievement_title }) }).first();
  await expect(hit.locator("mark").filter({ hasText: "触摸屏" }).first()).toBeVisible();
  await expect(page.getByText(university.phone)).toHaveCount(0);
  await hit.getByRole("link", { name: achievement_title }).click();
  await expect(page.getByRole("heading", { level: 1, name: achievement_title })).toBeVisible();
  await expect(page.getByText(university.phone)).toHaveCount(0);
}

async function introduce(page: Page): Promise<string> {
  await page.getByRole("link", { name: "匹配", exact: true }).click();
  await page.getByRole("link", { name: "并排比较" }).click();
  const reasons = page.getByRole("table", { name: "匹配理由" });
  await expect(reasons.getByText("预算", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("table", { name: "条件对照" }).getByRole("row", { name: /成熟度/ })).toContainText("符合");
  await expect(page.locator("mark").filter({ hasText: "触摸屏" }).first()).toBeVisible();
  await shot(page, "03-match");
  await page.getByRole("button", { name: "发起引荐" }).click();
  await inDialog(page, "发起引荐", "发起引荐", (dialog) =>
    dialog.getByLabel("给双方的说明").fill("成果正好解决车门触摸屏进水的问题，价格在预算之内。"),
  );
  await expect(page).toHaveURL(/\/app\/deals\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

async function setPrice(page: Page) {
  await deal.negotiatedPrice(page);
  await expect(deal.nextStep(page).getByText(/公示到 \d{4}-\d\d-\d\d 结束，期满无异议后请结束公示。/)).toBeVisible();
  await expect(deal.nextStep(page).getByRole("button", { name: "进入“签约”" })).toBeDisabled();
  await deal.openTab(page, "条款与定价");
  await expect(page.getByText(/^公示到 \d{4}-\d\d-\d\d 24:00（/)).toBeVisible();
  await expect(page.getByText(/^最早签约日期 \d{4}-\d\d-\d\d/)).toBeVisible();
  await shot(page, "05-deal-publicity");
  await page.getByRole("button", { name: "以新价格重新公示" }).click();
  await inDialog(page, "以新价格重新公示", "重新开始", async (dialog) => {
    await check(dialog, "挂牌交易");
    await upload(dialog, pdf("挂牌成交证明"));
  });
  await expect(deal.nextStep(page).getByRole("button", { name: "进入“签约”" })).toBeEnabled();
}

async function readTheStory(page: Page) {
  await deal.openTab(page, "进展");
  const story = page.getByRole("tabpanel", { name: "进展" });
  for (const stage of stages.slice(0, events_of_stages)) await expect(story.getByText(`→ ${stage}`).first()).toBeVisible();
  for (const file of ["保密协议", "评估意见", "挂牌成交证明", "已签合同", "登记证明", "银行回单"]) {
    await expect(story.getByText(`${file}.pdf`).first()).toBeVisible();
  }
  await expect(story.getByText("双方到现场看了样机，约定下周交换资料。")).toBeVisible();
  await shot(page, "06-deal-archived");
  await deal.openTab(page, "合同与登记");
  const papers = page.getByRole("tabpanel", { name: "合同与登记" });
  for (const text of [registration_number, /800,000/, /650,000/]) await expect(papers.getByText(text).first()).toBeVisible();
  await shot(page, "07-deal-contract");
  await deal.openTab(page, "到账");
  await expect(page.getByText(/已到账 .*800,000/)).toBeVisible();
}

async function countIt(page: Page, dealAddress: string) {
  for (const figure of ["意向", "签约", "登记", "到账"]) {
    await page.goto("/app/statistics");
    const card = page.locator("a.figure-link").filter({ has: page.getByText(figure, { exact: true }) });
    await expect(card.locator(".ant-statistic-content")).toHaveText("1");
    if (figure === "意向") await shot(page, "08-statistics");
    await card.click();
    await expect(page.locator(`a[href="${dealAddress}"]`).first()).toBeVisible();
  }
}

async function onThePhone(actAs: ActAs, dealAddress: string) {
  const page = await actAs(manager, { width: 390 });
  await page.goto(dealAddress);
  await expect(page.getByText("这笔交易已经归档。")).toBeVisible();
  await shot(page, "09-deal-phone");
}
