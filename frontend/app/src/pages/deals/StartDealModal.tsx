import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Form, Input, Select } from "antd";
import { useState } from "react";
import { startDeal } from "../../api/deals";
import { listingsQuery } from "../../api/listings";
import { managersQuery } from "../../api/session";
import type { DealOut } from "../../api/types";
import { limit } from "../../fields/limits";
import { ManagerSelect } from "../../fields/ManagerSelect";
import { OrganizationSelect } from "../../fields/OrganizationSelect";
import type { ListingNoun } from "../../path";
import { useSession } from "../../session/session";
import { useDebounced } from "../../ui/debounced";
import { FormModal } from "../../ui/FormModal";

interface StartValues {
  other_listing_id?: string;
  other_organization_id?: string;
  title?: string;
  note: string;
  manager_id?: string;
}

/** Where the introduction starts: a match, one listing, or nothing yet. */
export interface DealStart {
  matchId?: string;
  noun?: ListingNoun;
  id?: string;
  title?: string;
  /** Who is to carry the deal; nobody named: who starts it. */
  managerId?: string;
}

export interface DealModalProps {
  start: DealStart;
  onClose: () => void;
  onStarted: (deal: DealOut) => void;
}

function ListingSelect({ noun, ...select }: { noun: ListingNoun; id?: string; value?: string; onChange?: (id: string) => void }) {
  const [typed, setTyped] = useState("");
  const q = useDebounced(typed);
  const query = useQuery({
    ...listingsQuery(noun, { scope: "all", q: q || undefined, limit: 50 }),
    placeholderData: keepPreviousData,
  });
  return (
    <Select
      {...select}
      allowClear
      placeholder="输入名称或编号查找"
      showSearch={{ onSearch: setTyped, filterOption: false }}
      loading={query.isFetching}
      options={(query.data?.items ?? []).map((row) => ({ value: row.id, label: `${row.number} ${row.title}` }))}
    />
  );
}

function bodyOf(start: DealStart, values: StartValues) {
  const shared = { note: values.note, manager_id: values.manager_id };
  if (start.matchId) return { match_id: start.matchId, ...shared };
  const { other_listing_id: listing, other_organization_id: organization } = values;
  if (start.noun === "demands") {
    return { demand_id: start.id, achievement_id: listing, supplier_id: organization, ...shared };
  }
  return { achievement_id: start.id, demand_id: listing, acquirer_id: organization, ...shared };
}

function OtherSide({ noun }: { noun: ListingNoun }) {
  const supply = noun === "demands";
  return (
    <>
      <Form.Item name="other_listing_id" label={supply ? "对应的成果" : "对应的需求（选填）"}>
        <ListingSelect noun={supply ? "achievements" : "demands"} />
      </Form.Item>
      <Form.Item
        name="other_organization_id"
        label={supply ? "成果持有单位" : "需求单位"}
        extra="选择了对应的成果或需求时可以不填"
        dependencies={["other_listing_id"]}
        rules={[
          ({ getFieldValue }) => ({
            required: !getFieldValue("other_listing_id"),
            message: "请选择对应的成果、需求或单位",
          }),
        ]}
      >
        <OrganizationSelect />
      </Form.Item>
    </>
  );
}

/** Who names another organisation's manager hands the deal out of his own sight: that is said before, not after. */
function HandOverNote() {
  const session = useSession();
  const { data } = useQuery(managersQuery);
  const chosen = Form.useWatch<string | undefined>("manager_id");
  const manager = data?.find(({ person_id }) => person_id === chosen);
  if (!manager || session.membership.role === "admin" || manager.organization_id === session.membership.organization.id) {
    return null;
  }
  return (
    <Alert
      className="form-alert"
      type="warning"
      showIcon
      title={`交给${manager.organization_name}的${manager.display_name}以后，这笔交易由对方单位办理，您不能再查看。`}
    />
  );
}

/** Brings two sides together: both are asked, and their contacts stay hidden until both have said yes. */
export function StartDealModal({ start, onClose, onStarted }: DealModalProps) {
  return (
    <FormModal<StartValues>
      title="发起引荐"
      submitLabel="发起引荐"
      done="已发起引荐，等待双方答复"
      initialValues={{ note: "", manager_id: start.managerId }}
      onClose={onClose}
      run={async (values, key) => onStarted(await startDeal(bodyOf(start, values), key))}
      intro={start.title && <p>{start.title}</p>}
    >
      {!start.matchId && start.noun && <OtherSide noun={start.noun} />}
      <Form.Item name="manager_id" label="由谁跟进" extra="不选就由您自己跟进">
        <ManagerSelect placeholder="我自己" />
      </Form.Item>
      <HandOverNote />
      <Form.Item name="note" label="给双方的说明" extra="为什么认为双方合适；双方都会看到">
        <Input.TextArea rows={4} maxLength={limit.paragraph} showCount />
      </Form.Item>
    </FormModal>
  );
}
