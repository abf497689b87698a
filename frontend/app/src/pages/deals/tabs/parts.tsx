import { Descriptions, Flex, Typography } from "antd";
import type { ReactNode } from "react";
import type { DealOut } from "../../../api/types";
import { ActionButton } from "../../../ui/ActionButton";
import { FileLink } from "../../files/FilesTab";
import { useDealDialog, type DealDialog } from "../dialog-state";

interface PartProps {
  title: string;
  /** Rows of what is recorded; none yet when it is empty. */
  rows: [string, ReactNode][];
  empty: string;
  action?: ReactNode;
}

/** One recorded part of a deal. */
export function Part({ title, rows, empty, action }: PartProps) {
  return (
    <section>
      <Flex className="part-head" justify="space-between" align="center" gap={8} wrap>
        <Typography.Title level={4}>{title}</Typography.Title>
        {action}
      </Flex>
      {rows.length === 0 ? (
        <p className="quiet">{empty}</p>
      ) : (
        <Descriptions
          size="small"
          bordered
          column={{ xs: 1, lg: 2 }}
          items={rows.map(([label, children]) => ({ key: label, label, children }))}
        />
      )}
    </section>
  );
}

interface DialogButtonProps {
  deal: DealOut;
  dialog: DealDialog;
  row?: string;
  label: string;
  danger?: boolean;
  disabledReason?: string | false | null;
}

const editReason = (deal: DealOut) =>
  deal.state !== "active" ? "这笔交易已经结束" : !deal.can.edit && "由负责的技术经理人登记";

export function DialogButton({ deal, dialog, row, label, danger, disabledReason }: DialogButtonProps) {
  const { open } = useDealDialog();
  return (
    <ActionButton danger={danger} disabledReason={disabledReason ?? editReason(deal)} onClick={() => open(dialog, row)}>
      {label}
    </ActionButton>
  );
}

/** The evidence by its name; the id alone when the viewer may not list the file. */
export function Evidence({ deal, id }: { deal: DealOut; id: string | null | undefined }) {
  if (!id) return <>—</>;
  const file = deal.files.find((row) => row.id === id);
  return <FileLink file={file ?? { id, name: "查看文件" }} />;
}
