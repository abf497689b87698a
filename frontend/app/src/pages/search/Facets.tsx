import { Checkbox } from "antd";
import type { SearchOut } from "../../api/types";
import type { useUrlState } from "../../ui/use-url-state";
import { Ranges } from "./Ranges";

export const facet_names = ["kind", "field", "industry", "region", "mode", "price_band"] as const;

const facet_titles: Record<(typeof facet_names)[number], string> = {
  kind: "类别",
  field: "技术领域",
  industry: "应用行业",
  region: "地区",
  mode: "合作方式",
  price_band: "价格或预算",
};

interface FacetsProps {
  facets: SearchOut["facets"];
  url: ReturnType<typeof useUrlState>;
}

/** Filters with the count that each would leave; what is ticked stands in the URL. */
export function Facets({ facets, url }: FacetsProps) {
  return (
    <aside className="facets" aria-label="筛选条件">
      {facet_names.map((name) => {
        const values = facets[name] ?? [];
        const chosen = url.getAll(name);
        if (values.length === 0) return null;
        return (
          <section key={name}>
            <h2>{facet_titles[name]}</h2>
            <Checkbox.Group
              className="facet-values"
              aria-label={facet_titles[name]}
              value={chosen}
              options={values.map(({ value, label, count }) => ({
                value,
                label: (
                  <>
                    {label} <span className="quiet">{count}</span>
                  </>
                ),
              }))}
              onChange={(next) => url.change({ [name]: next.map(String), page: null })}
            />
          </section>
        );
      })}
      <Ranges url={url} />
    </aside>
  );
}
