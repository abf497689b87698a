/** Every demo login opens every page of its navigation, on a desktop and on a phone, and the browser has nothing to complain about. */

import { shot } from "./helpers/shots";
import { desktop_width, expect, type Page, phone_width, test } from "./helpers/test";
import { complaintsOf, expectNoSidewaysScrolling } from "./helpers/watch";

test.use({ demo: true });

const password = "jiqiao-demo-2026";
const common = ["工作台", "检索", "订阅", "匹配", "交易", "统计"];
const own = ["我的成果", "我的需求", "本单位"];
const staff = ["成果", "需求", "单位", "没有答案的搜索"];
const places: Record<string, string[]> = {
  "dlut-tto": [...common, ...own],
  haitian: [...common, ...own],
  manager: [...common, ...staff],
  admin: [...common, ...staff, "词典", "人员", "审计"],
};

/** A list in which the login has something to open; the two sides of the first deal have no deal yet. */
const lists: Record<string, string> = {
  "dlut-tto": "/app/achievements",
  haitian: "/app/demands",
  manager: "/app/achievements?scope=all",
  admin: "/app/demands?scope=all",
};

for (const width of [desktop_width, phone_width]) {
  for (const [login, expected] of Object.entries(places)) {
    test(`${login} opens everything at ${width} px`, async ({ actAs }) => {
      const page = await actAs({ login, password }, { width });
      const complaints = complaintsOf(page);
      expect((await navigation(page, width).then((nav) => nav.getByRole("link").allInnerTexts())).sort()).toEqual([...expected].sort());
      for (const name of expected) {
        await open(page, width, name);
        await expectNoSidewaysScrolling(page);
        await shot(page, `smoke-${width}-${login}-${name}`);
      }
      if (expected.includes("成果")) await openFirst(page, "/app/deals?view=table", "交易列表", `${width}-${login}-deal`);
      await openFirst(page, lists[login] ?? "", /列表$/, `${width}-${login}-listing`);
      await logOut(page);
      expect(complaints).toEqual([]);
    });
  }
}

test("the deals are a board and a table of the same deals", async ({ actAs }) => {
  const page = await actAs({ login: "manager", password });
  await page.goto("/app/deals");
  const board = page.getByRole("region", { name: "交易看板" });
  const title = await board.getByRole("heading", { level: 3 }).getByRole("link").first().innerText();
  await page.getByText("列表", { exact: true }).click();
  await expect(page).toHaveURL(/view=table/);
  await page.getByRole("searchbox", { name: "按名称或编号查找交易" }).fill(title);
  await page.getByRole("searchbox", { name: "按名称或编号查找交易" }).press("Enter");
  await expect(page.getByRole("table", { name: "交易列表" }).getByRole("link", { name: title }).first()).toBeVisible();
});

/** The navigation, opened where it is folded away. */
async function navigation(page: Page, width: number) {
  if (width === phone_width) {
    const drawer = page.getByRole("dialog", { name: "导航" });
    if (!(await drawer.isVisible())) await page.getByRole("button", { name: "打开导航" }).click();
    await expect(drawer).toBeVisible();
  }
  return page.getByRole("navigation", { name: "主导航" });
}

async function open(page: Page, width: number, name: string) {
  const nav = await navigation(page, width);
  await nav.getByRole("link", { name, exact: true }).click();
  if (width === phone_width) await expect(nav).toBeHidden();
  await settled(page);
}

async function settled(page: Page) {
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByLabel("正在读取")).toHaveCount(0);
  await expect(page.locator(".ant-spin-spinning")).toHaveCount(0);
}

/** Opens the first record of a list. */
async function openFirst(page: Page, list: string, label: string | RegExp, name: string) {
  await page.goto(list);
  await settled(page);
  const rows = page.getByRole("table", { name: label }).or(page.getByRole("list", { name: label }));
  await rows.getByRole("link").first().click();
  await expect(page).toHaveURL(/[0-9a-f-]{36}/);
  await settled(page);
  await expectNoSidewaysScrolling(page);
  await shot(page, `smoke-${name}`);
}

async function logOut(page: Page) {
  await page.getByRole("button", { name: /^账号菜单/ }).click();
  await page.getByRole("menuitem", { name: "退出登录" }).click();
  await expect(page).toHaveURL(/\/app\/login$/);
  await expect(page.getByRole("button", { name: "登录", exact: true })).toBeVisible();
}
