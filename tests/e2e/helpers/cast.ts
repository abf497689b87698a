/** The people of the first deal, and how they come in: through the forms, as everybody does. */

import { creditCode } from "./credit-code";
import { check, choose, fill, inDialog, told } from "./forms";
import { type Credentials, expect, type Page } from "./test";

export const password = "correct horse battery";

export interface Newcomer extends Credentials {
  kind: "高等院校" | "企业";
  organization: string;
  creditCode: string;
  name: string;
  phone: string;
  email: string;
}

export const university: Newcomer = {
  kind: "高等院校",
  organization: "大连理工大学",
  creditCode: creditCode("12", "1"),
  login: "dlut-office",
  password,
  name: "周转化",
  phone: "041184708000",
  email: "office@dlut.example",
};

export const company: Newcomer = {
  kind: "企业",
  organization: "大连海天兴业科技有限公司",
  creditCode: creditCode("91", "2"),
  login: "haitian-office",
  password,
  name: "海采购",
  phone: "041184790000",
  email: "office@haitian.example",
};

export const manager: Credentials & { name: string } = { login: "center-manager", password, name: "桥经理" };

/** Fills the form of 单位注册; what the page then says is for the caller. */
export async function signUp(page: Page, who: Newcomer) {
  await page.goto("/app/sign-up");
  await check(page, who.kind);
  await fill(page, { 单位全称: who.organization, 统一社会信用代码: who.creditCode });
  await choose(page, "所在地区", "辽宁省大连市甘井子区", "甘井子");
  await fill(page, {
    单位联系人: who.name,
    单位联系电话: who.phone,
    单位联系邮箱: who.email,
    登录名: who.login,
    姓名: who.name,
    密码: who.password,
    再输入一次密码: who.password,
    邮箱: who.email,
    手机: who.phone,
  });
  await page.getByRole("button", { name: "提交注册" }).click();
}

/** The administrator makes an account at the operating centre. */
export async function addManager(admin: Page) {
  await admin.getByRole("link", { name: "人员", exact: true }).click();
  await admin.getByRole("button", { name: "新增人员" }).click();
  await inDialog(admin, "新增人员", "新增", async (dialog) => {
    await fill(dialog, { 登录名: manager.login, 姓名: manager.name, 初始密码: manager.password });
    await choose(dialog, "单位", "中心");
    await choose(dialog, "角色", "技术经理人");
  });
  await expect(admin.getByRole("row", { name: manager.login })).toContainText("技术经理人");
}

export async function verify(admin: Page, organization: string) {
  await admin.getByRole("link", { name: "单位", exact: true }).click();
  await admin.getByText("待认证", { exact: true }).first().click();
  await admin.getByRole("row", { name: organization }).getByRole("button", { name: "通过" }).click();
  await admin.getByRole("button", { name: "确认通过" }).click();
  await told(admin, `${organization} 已通过认证`);
}
