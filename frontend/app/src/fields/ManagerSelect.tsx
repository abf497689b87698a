import { useQuery } from "@tanstack/react-query";
import { Select, type SelectProps } from "antd";
import { managersQuery } from "../api/session";

/** Technology managers with the number of deals in their hands. */
export function ManagerSelect(select: Omit<SelectProps, "options" | "loading">) {
  const query = useQuery(managersQuery);
  const options = (query.data ?? []).map((row) => ({
    value: row.person_id,
    label: `${row.display_name} · ${row.organization_name}（手上 ${row.active_deals} 件）`,
  }));
  return (
    <Select
      allowClear
      placeholder="全部技术经理人"
      {...select}
      loading={query.isLoading}
      options={options}
      notFoundContent={query.isError ? "没有读到技术经理人" : "还没有技术经理人的账号"}
    />
  );
}
