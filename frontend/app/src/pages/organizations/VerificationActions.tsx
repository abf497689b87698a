import { Flex, Form, Input, Popconfirm } from "antd";
import { useState } from "react";
import { verifyOrganization } from "../../api/organizations";
import type { OrganizationOut } from "../../api/types";
import { limit } from "../../fields/limits";
import { ActionButton } from "../../ui/ActionButton";
import { FormModal } from "../../ui/FormModal";
import { useAction } from "../../ui/use-action";

interface VerificationActionsProps {
  organization: OrganizationOut;
  size?: "small";
}

/** An administrator lets an organisation in, or says why not. */
export function VerificationActions({ organization, size }: VerificationActionsProps) {
  const [rejecting, setRejecting] = useState(false);
  const { id, version, can } = organization;
  const approve = useAction((_: undefined) => verifyOrganization(id, { version, decision: "verified", note: "" }), {
    done: `${organization.name} 已通过认证`,
  });
  const disabledReason = !can.verify && "由管理员认证";
  return (
    <Flex gap={8}>
      <Popconfirm
        title="通过后该单位即可发布，确认已核对统一社会信用代码？"
        description={organization.credit_code}
        okText="确认通过"
        cancelText="取消"
        disabled={!!disabledReason}
        onConfirm={() => approve.mutate(undefined)}
      >
        <ActionButton type="primary" size={size} disabledReason={disabledReason} loading={approve.isPending}>
          通过
        </ActionButton>
      </Popconfirm>
      <ActionButton size={size} danger disabledReason={disabledReason} onClick={() => setRejecting(true)}>
        驳回
      </ActionButton>
      {rejecting && (
        <FormModal<{ note: string }>
          title={`驳回 ${organization.name}`}
          submitLabel="驳回"
          danger
          done="已驳回"
          onClose={() => setRejecting(false)}
          run={({ note }) => verifyOrganization(id, { version, decision: "rejected", note })}
        >
          <Form.Item name="note" label="原因" rules={[{ required: true, message: "请写明原因，申请单位会看到" }]}>
            <Input.TextArea rows={3} maxLength={limit.paragraph} showCount />
          </Form.Item>
        </FormModal>
      )}
    </Flex>
  );
}
