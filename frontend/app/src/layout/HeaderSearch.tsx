import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Input } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { suggestionsQuery } from "../api/searches";
import type { SuggestionOut } from "../api/types";
import { nounOf } from "../pages/search/nouns";
import { path } from "../path";
import { useReference } from "../reference/reference";
import { useDebounced } from "../ui/debounced";

const kind_words: Record<string, string> = { search: "常搜", word: "词语", field: "领域", organization: "单位" };

/** Where a suggestion leads: a record opens, everything else is searched for. */
function placeOf(row: SuggestionOut): string {
  if (row.kind === "listing" && row.id) return path.listing(nounOf(row.listing_kind ?? ""), row.id);
  if (row.kind === "organization" && row.id) return path.organization(row.id);
  if (row.kind === "field" && row.id) return path.search({ field: row.id });
  return path.search({ q: row.text });
}

export function HeaderSearch() {
  const navigate = useNavigate();
  const { label } = useReference();
  const [typed, setTyped] = useState("");
  const suggestions = useQuery(suggestionsQuery(useDebounced(typed.trim())));
  const search = (q: string) => void navigate(path.search({ q: q.trim() }));
  const rows = suggestions.data ?? [];
  return (
    <AutoComplete
      className="header-search"
      value={typed}
      onChange={(value: string) => setTyped(value)}
      onSelect={(_: string, { row }: { row: SuggestionOut }) => void navigate(placeOf(row))}
      defaultActiveFirstOption={false}
      options={rows.map((row) => ({
        key: `${row.kind} ${row.id ?? row.text}`,
        value: row.text,
        row,
        label: (
          <>
            <span className="quiet">{kind_words[row.kind] ?? label("listing_kind", row.listing_kind)}</span> {row.text}
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
