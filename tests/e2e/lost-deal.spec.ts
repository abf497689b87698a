/** A deal that does not come about keeps why, in words of the dictionary. */

import { enterCast, introduction } from "./helpers/api";
import { company, manager } from "./helpers/cast";
import { choose, fill, inDialog, told } from "./helpers/forms";
import { next } from "./helpers/deal";
import { expect, test } from "./helpers/test";

test("the company declines with a reason, and everybody reads it", async ({ site, actAs }) => {
  await enterCast(site);
  const address = `/app/deals/${await introduction(site)}`;
  const buyer = await actAs(company);
  await buyer.goto(address);
  await next(buyer, "不同意");
  const dialog = buyer.getByRole("dialog", { name: "不同意引荐" });
  await dialog.getByRole("button", { name: "不同意", exact: true }).click();
  await expect(dialog.getByText("请选择原因")).toBeVisible();
  await inDialog(buyer, "不同意引荐", "不同意", async (open) => {
    await choose(open, "原因", "价格差距大");
    await fill(open, { 说明: "预算只有报价的一半。" });
  });
  await told(buyer, "已答复：不同意");
  await expect(buyer.getByText("在引荐阶段未成交：价格谈不拢")).toBeVisible();
  await expect(buyer.getByText(/^价格差距大 · /)).toBeVisible();

  const broker = await actAs(manager);
  await broker.goto(address);
  await expect(broker.getByText("在引荐阶段未成交：价格谈不拢")).toBeVisible();
  await expect(broker.getByText("预算只有报价的一半。").first()).toBeVisible();
  await broker.goto("/app/deals?view=table&state=lost");
  await expect(broker.getByRole("table", { name: "交易列表" }).getByText("引荐 · 价格谈不拢")).toBeVisible();
});
