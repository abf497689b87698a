import { Form, Input } from "antd";
import { patchStandingSearch } from "../../api/searches";
import type { StandingSearchOut } from "../../api/types";
import { limit } from "../../fields/limits";
import { FormModal } from "../../ui/FormModal";

export function RenameModal({ row, onClose }: { row: StandingSearchOut; onClose: () => void }) {
  return (
    <FormModal<{ name: string }>
      title="修改名称"
      submitLabel="保存"
      done="名称已修改"
      initialValues={{ name: row.name }}
      onClose={onClose}
      run={({ name }) => patchStandingSearch(row.id, { name, version: row.version })}
    >
      <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: "请填写名称" }]}>
        <Input maxLength={limit.name} showCount autoFocus />
      </Form.Item>
    </FormModal>
  );
}
