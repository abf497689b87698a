import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select, type SelectProps } from "antd";
import { useState } from "react";
import { organizationsQuery } from "../api/organizations";
import { useDebounced } from "../ui/debounced";

type OrganizationSelectProps = Omit<SelectProps, "options" | "showSearch"> & { known?: { id: string; name: string }[] };

/** Organisations by name; the server searches, so that a long list costs nothing. */
export function OrganizationSelect({ known = [], ...select }: OrganizationSelectProps) {
  const [typed, setTyped] = useState("");
  const q = useDebounced(typed);
  const query = useQuery({ ...organizationsQuery({ q: q || undefined, limit: 50 }), placeholderData: keepPreviousData });
  const found = (query.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const extra = known.filter(({ id }) => !found.some(({ value }) => value === id));
  return (
    <Select
      allowClear
      placeholder="输入单位名称查找"
      {...select}
      showSearch={{ onSearch: setTyped, filterOption: false }}
      loading={query.isFetching}
      options={[...extra.map(({ id, name }) => ({ value: id, label: name })), ...found]}
      notFoundContent={query.isError ? "没有读到单位列表" : undefined}
    />
  );
}
