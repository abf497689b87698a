import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Input } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { suggestionsQuery } from "../api/matches";
import { path } from "../path";
import { useReference } from "../reference/reference";
import { useDebounced } from "../ui/debounced";

export function HeaderSearch() {
  const navigate = useNavigate();
  const { label } = useReference();
  const [typed, setTyped] = useState("");
  const suggestions = useQuery(suggestionsQuery(useDebounced(typed.trim())));
  const search = (q: string) => void navigate(path.search({ q: q.trim() }));
  return (
    <AutoComplete
      className="header-search"
      value={typed}
      onChange={(value: string) => setTyped(value)}
      onSelect={search}
      defaultActiveFirstOption={false}
      options={(suggestions.data ?? []).map((row) => ({
        key: row.number,
        value: row.title,
        label: (
          <>
            <span className="quiet">{label("listing_kind", row.kind)}</span> {row.title}
          </>
        ),
      }))}
    >
      <Input.Search
        aria-label="检索成果与需求"
        placeholder="检索成果与需求"
        maxLength={200}
        onSearch={search}
        enterButton
      />
    </AutoComplete>
  );
}
