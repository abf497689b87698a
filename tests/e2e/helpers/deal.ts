/** The steps of a deal as its manager takes them on the deal's page. */

import { check, choose, fill, inDialog, told, upload } from "./forms";
import { pdf } from "./files";
import { expect, type Locator, type Page } from "./test";

/** The card with the one thing to do now. */
export const nextStep = (page: Page): Locator =>
  page.locator(".ant-card").filter({ has: page.getByRole("heading", { name: /^下一步：/ }) });

export async function next(page: Page, action: string) {
  await nextStep(page).getByRole("button", { name: action, exact: true }).click();
}

export async function openTab(page: Page, name: string) {
  await page.getByRole("tab", { name, exact: true }).click();
}

/** Goes to the next stage, which has to be open. */
export async function advance(page: Page, stage: string) {
  await next(page, `进入“${stage}”`);
  await inDialog(page, `进入${stage}`, "确定");
}

export async function answerYes(page: Page, title: string) {
  await page.goto("/app/");
  await page.getByRole("link", { name: `答复引荐：${title}` }).click();
  await next(page, "同意引荐");
  await inDialog(page, "同意引荐", "同意");
  await told(page, "已答复：同意");
}

export async function note(page: Page, text: string) {
  await page.getByRole("button", { name: "写一条进展" }).click();
  await inDialog(page, "写一条进展", "保存", (dialog) => fill(dialog, { 进展: text }));
}

export async function confidentiality(page: Page) {
  await next(page, "登记保密协议");
  await inDialog(page, "登记保密协议", "保存", (dialog) => upload(dialog, pdf("保密协议")));
}

export async function evaluation(page: Page) {
  await next(page, "登记评估");
  await inDialog(page, "登记评估", "保存", async (dialog) => {
    await fill(dialog, { 评估结论: "技术成熟，可以装车试用，建议成交。", 评估方法: "技术评议", 评估价值: "65" });
    await upload(dialog, pdf("评估意见"));
  });
}

export async function terms(page: Page, price: string) {
  await next(page, "登记条款");
  await inDialog(page, "登记条款", "保存", async (dialog) => {
    await choose(dialog, "转化方式", "转让");
    await choose(dialog, "支付方式", "一次总算分期支付");
    await fill(dialog, { 商定价格: price, "范围、进度与验收": "源代码、图纸和三次现场培训；装车运行满三个月验收。" });
  });
}

export async function negotiatedPrice(page: Page) {
  await next(page, "确定价格方式");
  await inDialog(page, "确定价格方式", "确定", async (dialog) => {
    await check(dialog, "协议定价");
    await fill(dialog, { 定价依据: "评估意见与双方协商", 公示范围: "大连理工大学校内", 异议受理部门: "科学技术研究院", 受理电话: "041184708001" });
  });
}

export async function contract(page: Page, total: string, technical: string) {
  await next(page, "起草合同");
  await inDialog(page, "起草合同", "保存", async (dialog) => {
    await choose(dialog, "合同类别", "技术秘密转让", "技术秘密");
    await fill(dialog, { 合同成交总金额: total, 其中技术交易额: technical });
  });
  await next(page, "登记签约");
  await inDialog(page, "登记签约", "登记签约", (dialog) => upload(dialog, pdf("已签合同")));
}

export async function registration(page: Page, number: string) {
  await next(page, "提交认定登记");
  await inDialog(page, "提交认定登记", "提交", (dialog) => fill(dialog, { 登记机构: "大连市技术合同认定登记机构" }));
  await next(page, "记录受理");
  await inDialog(page, "记录受理", "保存");
  await next(page, "记录登记结果");
  await inDialog(page, "记录登记结果", "保存", async (dialog) => {
    await fill(dialog, { 合同登记编号: number });
    await upload(dialog, pdf("登记证明"));
  });
}

export async function payment(page: Page) {
  await next(page, "编制到账计划");
  await inDialog(page, "到账计划", "保存");
  await next(page, "记录到账：全款");
  await inDialog(page, "记录到账：全款", "保存", (dialog) => upload(dialog, pdf("银行回单")));
}

export async function archive(page: Page) {
  await next(page, "归档结案");
  await inDialog(page, "归档结案", "确定");
  await expect(page.getByText("这笔交易已经归档。")).toBeVisible();
}
