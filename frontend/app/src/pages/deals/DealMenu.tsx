import { Button, Dropdown } from "antd";
import type { DealOut } from "../../api/types";
import { useDealDialog } from "./dialog-state";

/** Everything that is not the next step. */
export function DealMenu({ deal }: { deal: DealOut }) {
  const { open } = useDealDialog();
  const canWrite = deal.can.edit || !!deal.my_side;
  return (
    <>
      <Button disabled={!canWrite} onClick={() => open("note")}>
        写一条进展
      </Button>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "plan", label: "修改名称与下一步安排", disabled: !deal.can.edit, onClick: () => open("plan") },
            { type: "divider" },
            { key: "lose", label: "登记未成交", danger: true, disabled: !deal.can.lose, onClick: () => open("lose") },
          ],
        }}
      >
        <Button>更多</Button>
      </Dropdown>
    </>
  );
}
