/** Posting the achievement and the demand of the first deal, section by section. */

import { addTags, check, choose, chooseSeveral, fill, pickDay, told } from "./forms";
import { expect, type Page } from "./test";

export const achievement_title = "列车触摸屏控制器及塞拉门控制系统";
export const demand_title = "地铁车门触摸屏防水与塞拉门一体化控制";

async function startDraft(page: Page, noun: "成果" | "需求", title: string) {
  await page.getByRole("link", { name: `发布${noun}` }).click();
  await page.getByLabel(`${noun}名称`, { exact: true }).fill(title);
  await page.getByRole("button", { name: "建立草稿并继续填写" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `编辑：${title}` })).toBeVisible();
}

async function save(page: Page, section: string) {
  await page.getByRole("button", { name: `保存${section}`, exact: true }).click();
  await told(page, `已保存${section}`);
}

async function handIn(page: Page, title: string) {
  await expect(page.getByText("必填内容已经齐全。")).toBeVisible();
  await page.getByRole("button", { name: "提交审核" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
  await expect(page.getByText("审核中", { exact: true })).toBeVisible();
}

async function classify(page: Page) {
  await choose(page, "技术领域", "现代交通");
  await choose(page, "应用行业", "C371 ", "C371");
  await choose(page, "地区", "辽宁省大连市甘井子区", "甘井子");
  await choose(page, "功能区", "大连高新区");
}

async function addIndicator(page: Page, values: Record<string, string>) {
  await page.getByRole("button", { name: "添加指标" }).click();
  await fill(page.getByRole("group", { name: "指标 1" }), values);
}

export async function postAchievement(page: Page) {
  await startDraft(page, "成果", achievement_title);
  await expect(page.getByText(/^还缺 \d+ 项$/)).toBeVisible();
  await fill(page, { 摘要: "把列车车门的触摸屏控制器与塞拉门控制合为一套嵌入式系统，触摸屏防水防震，门的开闭由电机闭环控制。" });
  await addTags(page, "关键词", ["触摸屏控制器", "塞拉门", "轨道交通"]);
  await classify(page);
  await choose(page, "成果体现形式", "新技术");
  await save(page, "基本信息");
  await fill(page, {
    解决的问题: "车门触摸屏进水后失灵，车门控制与显示分属两套设备，故障定位慢。",
    技术优势: "触摸屏整体密封，防护等级 IP65；控制与显示共用一块板，故障记录直接显示。",
    应用场景: "地铁与高铁车辆的客室车门和司机室操作屏。",
    技术说明: "嵌入式控制器采集车门位置与电机电流，闭环控制塞拉门开闭；触摸屏采用全贴合密封结构，防水、防震，经振动试验后触控正常。",
  });
  await addIndicator(page, { 指标名称: "开门时间", 数值: "2.5", 单位: "s", 测试条件或报告: "额定电压下空载 1000 次" });
  await save(page, "技术与指标");
  await check(page, "6 ");
  await fill(page, { 成熟度证明: "样机通过振动与淋雨试验，试验记录由实验室出具。", "下一步需要什么（中试、资金、场景等）": "装车试用" });
  await save(page, "成熟度");
  await page.getByRole("button", { name: "添加知识产权" }).click();
  const right = page.getByRole("group", { name: "知识产权 1" });
  await choose(right, "类型", "软件著作权");
  await fill(right, { 名称: "塞拉门控制软件" });
  await save(page, "知识产权");
  await chooseSeveral(page, "转化方式", ["转让", "普通许可"]);
  await check(page, "区间");
  await fill(page, { 最低: "50", 最高: "80" });
  await save(page, "转化与价格");
  await fill(page, { 联系人: "周转化", 联系电话: "041184708000", 联系邮箱: "office@dlut.example" });
  await save(page, "公开与联系");
  await handIn(page, achievement_title);
}

export async function postDemand(page: Page) {
  await startDraft(page, "需求", demand_title);
  await fill(page, { 摘要: "为出口地铁车辆寻找可以集成的车门触摸屏与塞拉门控制成果。" });
  await addTags(page, "关键词", ["塞拉门", "触摸屏控制器", "轨道交通"]);
  await choose(page, "需求类型", "成果引进");
  await classify(page);
  await save(page, "基本信息");
  await fill(page, {
    要解决的问题: "地铁车门触摸屏进水失灵，塞拉门控制器与显示分开，维护麻烦。",
    关键技术: "触摸屏防水密封，塞拉门电机闭环控制，嵌入式集成。",
    预期目标: "一年内装车，车门故障率下降一半。",
  });
  await save(page, "技术与指标");
  await chooseSeveral(page, "合作方式", ["转让"]);
  await choose(page, "最低成熟度", "5 ");
  await save(page, "合作与条件");
  await check(page, "区间");
  await fill(page, { 最低: "30", 最高: "100" });
  await pickDay(page, "截止日期", "2030-12-31");
  await save(page, "预算与时限");
  await fill(page, { 联系人: "海采购", 联系电话: "041184790000", 联系邮箱: "office@haitian.example" });
  await save(page, "发布与联系");
  await handIn(page, demand_title);
}

/** A manager finds it among the things to do and puts it on the market. */
export async function publish(manager: Page, noun: "成果" | "需求", title: string) {
  await manager.goto("/app/");
  await manager.getByRole("link", { name: `审核${noun}：${title}` }).click();
  await manager.getByRole("button", { name: "发布", exact: true }).click();
  await told(manager, "已发布");
}
