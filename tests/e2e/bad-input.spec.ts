/** Wrong input is answered at its field, and nothing that somebody typed is lost. */

import { draftAchievement, enterCast, signedIn } from "./helpers/api";
import { company, password, signUp, university } from "./helpers/cast";
import { withWrongCheck } from "./helpers/credit-code";
import { check, fill, told } from "./helpers/forms";
import { lyingFile } from "./helpers/files";
import { expect, type Page, test } from "./helpers/test";

let entered = false;

test.beforeEach(async ({ site }) => {
  if (!entered) await enterCast(site);
  entered = true;
});

/** What is said to be wrong, right below a field. */
const faultOf = (page: Page, label: string) =>
  page.locator(".ant-form-item").filter({ has: page.getByLabel(label, { exact: true }) }).locator(".ant-form-item-explain-error");

test("a credit code with a wrong check character is refused at its field, and the form keeps what was typed", async ({ visitor }) => {
  const page = await visitor();
  const newcomer = { ...company, organization: "大连试验机电有限公司", login: "shiyan", creditCode: withWrongCheck(company.creditCode) };
  await signUp(page, newcomer);
  await expect(faultOf(page, "统一社会信用代码")).toHaveText(/校验不通过/);
  await expect(page.getByLabel("单位全称", { exact: true })).toHaveValue(newcomer.organization);
  await expect(page.getByLabel("密码", { exact: true })).toHaveValue(password);
});

test("a patent number with a wrong check digit is refused in its row", async ({ site, actAs }) => {
  const page = await openEditor(await actAs(university), await draftAchievement(site));
  await page.getByRole("button", { name: "添加知识产权" }).click();
  await fill(page, { 专利号或登记号: "ZL201710601862.4" });
  await page.getByRole("button", { name: "保存知识产权" }).click();
  await expect(faultOf(page, "专利号或登记号")).toHaveText(/^专利号的校验码应为“3”/);
});

test("a price range upside down is not saved", async ({ site, actAs }) => {
  const page = await openEditor(await actAs(university), await draftAchievement(site));
  await check(page, "区间");
  await fill(page, { 最低: "80", 最高: "50" });
  await page.getByRole("button", { name: "保存转化与价格" }).click();
  await expect(faultOf(page, "最高")).toHaveText("最高金额不能小于最低金额");
});

test("the second editor is told, and nobody's words are overwritten", async ({ site, actAs }) => {
  const id = await draftAchievement(site);
  const first = await openEditor(await actAs(university), id);
  const second = await openEditor(await actAs(university), id);
  await saveSummary(first, "第一个人写的摘要。");
  await told(first, "已保存基本信息");
  await saveSummary(second, "第二个人写的摘要。");
  const conflict = second.getByRole("dialog", { name: "内容已被他人更新" });
  await expect(conflict.getByText("第二个人写的摘要。")).toBeVisible();
  await conflict.getByRole("button", { name: "载入最新内容" }).click();
  await expect(second.getByLabel("摘要", { exact: true })).toHaveValue("第一个人写的摘要。");
  await saveSummary(second, "两个人商量好的摘要。");
  await told(second, "已保存基本信息");
});

test("a session that ended while somebody wrote is renewed in place, and the words are still there", async ({ site, actAs }) => {
  const page = await openEditor(await actAs(university), await draftAchievement(site));
  await page.getByLabel("摘要", { exact: true }).fill("写了很久的摘要。");
  await page.request.delete("/api/v1/session", { headers: { origin: site.url } });
  await page.getByRole("button", { name: "保存基本信息" }).click();
  const renewal = page.getByRole("dialog", { name: "登录已过期，请重新登录" });
  await renewal.getByLabel("密码", { exact: true }).fill(password);
  await renewal.getByRole("button", { name: "登录", exact: true }).click();
  await expect(renewal).toBeHidden();
  await expect(page.getByLabel("摘要", { exact: true })).toHaveValue("写了很久的摘要。");
  await page.getByRole("button", { name: "保存基本信息" }).click();
  await told(page, "已保存基本信息");
});

test("a file that lies about its type is refused with the reason", async ({ site, actAs }) => {
  const id = await draftAchievement(site);
  const page = await actAs(university);
  await page.goto(`/app/achievements/${id}?tab=files`);
  const files = page.getByRole("tabpanel", { name: "文件" });
  await files.locator("input[type=file]").setInputFiles(lyingFile());
  await expect(files.getByRole("alert")).toContainText("文件名说是 PDF，内容却是 EXE 文件");
  const owner = await signedIn(site, university.login, university.password);
  const kept = await owner.send("GET", `/files?subject_kind=achievement&subject_id=${id}`);
  expect(kept).toEqual([]);
});

async function openEditor(page: Page, id: string): Promise<Page> {
  await page.goto(`/app/achievements/${id}/edit`);
  await expect(page.getByRole("heading", { level: 1, name: /^编辑：/ })).toBeVisible();
  return page;
}

async function saveSummary(page: Page, text: string) {
  await page.getByLabel("摘要", { exact: true }).fill(text);
  await page.getByRole("button", { name: "保存基本信息" }).click();
}
