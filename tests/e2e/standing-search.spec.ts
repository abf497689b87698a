/** Typing, choosing, being put right, keeping the search through a login, hearing of what is new, and muting it. */

import { signedIn } from "./helpers/api";
import { told } from "./helpers/forms";
import { shot } from "./helpers/shots";
import { desktop_width, expect, type Page, phone_width, signIn, test } from "./helpers/test";
import type { Site } from "./helpers/site";
import { complaintsOf, expectNoSidewaysScrolling } from "./helpers/watch";

test.use({ demo: true });

const password = "jiqiao-demo-2026";
const words = "塞拉门";

for (const width of [desktop_width, phone_width]) {
  test(`suggestions are worked by keyboard and hand at ${width} px`, async ({ visitor }) => {
    const page = await visitor({ width });
    const complaints = complaintsOf(page);
    await page.goto("/");
    const box = page.getByRole("main").getByRole("combobox", { name: "检索成果与需求" });
    const list = page.getByRole("main").getByRole("listbox", { name: "检索建议" });
    await box.pressSequentially("slm");
    await expect(list).toBeVisible();
    await expect(box).toHaveAttribute("aria-expanded", "true");
    await expectNoSidewaysScrolling(page);
    await shot(page, `suggestions-${width}`);
    await box.press("ArrowDown");
    await expect(list.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
    await expect(box).not.toHaveValue("slm");
    await box.press("Escape");
    await expect(list).toBeHidden();
    await expect(box).toHaveValue("slm");
    await box.press("Backspace");
    await expect(list).toBeVisible();
    await list.getByRole("option").first().click();
    await expect(page).not.toHaveURL(/\/$/);
    expect(complaints).toEqual([]);
  });
}

test("composing with an input method asks and chooses nothing", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/");
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/suggestions") && asked.push(request.url()));
  const box = page.getByRole("main").getByRole("combobox", { name: "检索成果与需求" });
  await box.focus();
  const typing = await page.context().newCDPSession(page);
  await typing.send("Input.imeSetComposition", { text: "saila", selectionStart: 5, selectionEnd: 5 });
  await page.waitForTimeout(400);
  expect(asked, "nothing is asked while composing").toEqual([]);
  await typing.send("Input.insertText", { text: "塞拉" });
  await expect(page.getByRole("main").getByRole("listbox")).toBeVisible();
  expect(asked).toHaveLength(1);
});

test("a misspelt search is put right, kept through the login, tells what is new, and is muted", async ({ visitor, site }) => {
  const page = await visitor();
  await test.step("the page says what was probably meant", async () => {
    await page.goto("/search?q=" + encodeURIComponent("赛拉门"));
    await shot(page, "rescue");
    await page.getByText("你是不是要找").getByRole("link", { name: words }).click();
    await expect(page.getByRole("main").getByRole("link", { name: words }).first()).toBeVisible();
  });
  await test.step("subscribing goes through the login with the search", async () => {
    await page.getByRole("link", { name: "订阅这个搜索" }).first().click();
    await signIn(page, { login: "haitian", password });
    await expect(page.getByRole("heading", { level: 1, name: "订阅搜索" })).toBeVisible();
    await expect(page.getByLabel("名称", { exact: true })).toHaveValue(words);
    await shot(page, "standing-search-new");
    await page.getByRole("button", { name: "订阅", exact: true }).click();
    await expect(page.getByText("没有新发布")).toBeVisible();
  });
  await publishOne(site);
  await test.step("the badge counts it, the results mark it, and looking at it is enough", async () => {
    await page.reload();
    await expect(page.getByRole("link", { name: "订阅，1 条新发布" })).toBeVisible();
    await shot(page, "standing-searches");
    await page.getByRole("link", { name: words, exact: true }).click();
    const hits = page.getByRole("list", { name: "检索结果" }).getByRole("listitem");
    await expect(hits.first()).toContainText("新");
    await expect(hits.first()).toContainText("塞拉门密封条寿命预测");
    await shot(page, "standing-search-results");
    await expect(page.getByRole("link", { name: "订阅，1 条新发布" })).toHaveCount(0);
    await expect(page.getByText("有 1 条新发布")).toBeVisible();
  });
  await publishOne(site, "塞拉门电机闭环自学习");
  await test.step("one click mutes it", async () => {
    await page.getByRole("link", { name: "管理订阅" }).click();
    await page.reload();
    await expect(page.getByRole("link", { name: "订阅，1 条新发布" })).toBeVisible();
    await page.getByRole("switch", { name: `静音：${words}` }).click();
    await told(page, "已静音，不再提示");
    await expect(page.getByRole("link", { name: "订阅", exact: true })).toBeVisible();
  });
});

test("staff see the searches without an answer and write the demand for one", async ({ visitor, actAs }) => {
  const page = await visitor();
  await page.goto("/search?q=" + encodeURIComponent("量子纠缠蒸馏装置"));
  const staff = await actAs({ login: "manager", password });
  await expect(async () => {
    await staff.goto("/app/unmet-searches");
    await expect(staff.getByRole("row", { name: /量子纠缠蒸馏装置/ })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await shot(staff, "unmet-searches");
  await staff.getByRole("row", { name: /量子纠缠蒸馏装置/ }).getByRole("link", { name: "代拟需求" }).click();
  await expect(staff.getByLabel("需求名称", { exact: true })).toHaveValue("量子纠缠蒸馏装置");
  await expect(staff.getByLabel("要解决的问题", { exact: true })).toHaveValue("量子纠缠蒸馏装置");
});

/** "New" begins two seconds before the last look, because a publication may take so long to be found. */
const of_the_moment = 2_500;
const aMomentPasses = () => new Promise((done) => setTimeout(done, of_the_moment));

/** An achievement about the doors of trains comes on the market, a moment after and a moment before anybody looks. */
async function publishOne(site: Site, title = "塞拉门密封条寿命预测") {
  await aMomentPasses();
  const office = await signedIn(site, "dlut-tto", password);
  const draft = await office.send("POST", "/achievements", {
    title,
    summary: "列车塞拉门的在线监测",
    keywords: ["塞拉门"],
    field: "10",
    industry: "C3720",
    region: "210200",
    trl: 6,
    trl_evidence: "样机通过试验",
    problem: "密封条老化没有预兆",
    modes: ["transfer"],
    price: { kind: "negotiable" },
    contact: { name: "周老师", phone: "0411-84700000" },
  });
  const submitted = await office.send("POST", `/achievements/${draft.id}/submit`, { version: draft.version });
  const manager = await signedIn(site, "manager", password);
  await manager.send("POST", `/achievements/${draft.id}/publish`, { version: submitted.version });
  await aMomentPasses();
}
