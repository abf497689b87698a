import { BellOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Drawer, Empty, Flex, Input, Pagination, Segmented, Tag } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { searchQuery, standingSearchQuery, type SearchFilter } from "../../api/searches";
import type { SearchOut } from "../../api/types";
import { path } from "../../path";
import { isStaff, useSession } from "../../session/session";
import { Loaded } from "../../ui/Loaded";
import { useIsNarrow } from "../../ui/media";
import { PageHead } from "../../ui/PageHead";
import { useUrlState } from "../../ui/use-url-state";
import { facet_names, Facets } from "./Facets";
import { HitCard } from "./HitCard";
import { range_names, rangeLabel } from "./Ranges";
import { ResultNotes } from "./ResultNotes";
import { savedSearchFrom, savedSearchQuery } from "./saved-search";
import { StandingNote } from "./StandingNote";

const hits_per_page = 20;
/** Deep pages cost the server and help nobody; narrowing the filters does. */
const offset_max = 1000;

type UrlState = ReturnType<typeof useUrlState>;

function filterOf(url: UrlState, page: number, explain: boolean): SearchFilter {
  const facets = Object.fromEntries(facet_names.map((name) => [name, url.getAll(name)]));
  const ranges = Object.fromEntries(range_names.map((name) => [name, url.get(name)]));
  const window = { offset: (page - 1) * hits_per_page, limit: hits_per_page };
  return { q: url.get("q"), ...facets, ...ranges, sort: url.get("sort"), ...window, explain: explain || undefined };
}

function ChosenFilters({ result, url }: { result: SearchOut; url: UrlState }) {
  const chosen = facet_names.flatMap((name) =>
    url.getAll(name).map((value) => ({
      name,
      value,
      label: result.facets[name]?.find((facet) => facet.value === value)?.label ?? value,
    })),
  );
  const ranges = range_names.flatMap((name) =>
    url.getAll(name).map((value) => ({ name, value, label: rangeLabel(name, value) })),
  );
  const filters = [...chosen, ...ranges];
  if (filters.length === 0) return null;
  const without = (name: string, value: string) => url.getAll(name).filter((other) => other !== value);
  const none = Object.fromEntries([...facet_names, ...range_names].map((name) => [name, null]));
  return (
    <Flex gap={4} wrap align="center">
      {filters.map(({ name, value, label }) => (
        <Tag
          key={`${name} ${value}`}
          closable={{ "aria-label": `去掉条件 ${label}` }}
          onClose={(event) => {
            event.preventDefault();
            url.change({ [name]: without(name, value), page: null });
          }}
        >
          {label}
        </Tag>
      ))}
      <Button
        type="link"
        size="small"
        onClick={() => url.change({ ...none, page: null })}
      >
        清除全部条件
      </Button>
    </Flex>
  );
}

interface HitsProps {
  result: SearchOut;
  page: number;
  url: UrlState;
  /** Published from this moment on is new. */
  newSince?: string;
}

function Hits({ result, page, url, newSince }: HitsProps) {
  const isNew = (at: string | null | undefined) => !!newSince && !!at && Date.parse(at) >= Date.parse(newSince);
  if (result.hits.length === 0) {
    return <Empty className="empty-list" description="没有找到。换个说法、少用几个条件，或者换成更宽的领域试试。" />;
  }
  return (
    <>
      <ul className="card-list" aria-label="检索结果">
        {result.hits.map((hit) => (
          <li key={hit.id}>
            <HitCard hit={hit} isNew={isNew(hit.published_at)} />
          </li>
        ))}
      </ul>
      <Pagination
        className="pager"
        align="center"
        responsive
        showSizeChanger={false}
        current={page}
        pageSize={hits_per_page}
        total={Math.min(result.total, offset_max)}
        onChange={(next) => {
          url.change({ page: next === 1 ? null : String(next) });
          window.scrollTo({ top: 0 });
        }}
      />
    </>
  );
}

export default function SearchPage() {
  const url = useUrlState();
  const narrow = useIsNarrow();
  const [open, setOpen] = useState(false);
  const [address] = useSearchParams();
  const staff = isStaff(useSession());
  const page = Math.max(1, Number(url.get("page")) || 1);
  const query = useQuery({ ...searchQuery(filterOf(url, page, staff)), placeholderData: keepPreviousData });
  const standing = useQuery(standingSearchQuery(url.get("standing") ?? ""));
  return (
    <>
      <PageHead
        title="检索"
        note="成果和需求一起检索；只显示您有权查看的内容。"
        extra={
          !standing.data && (
            <Link to={path.standingSearchNew(savedSearchQuery(savedSearchFrom(address)))}>
              <Button icon={<BellOutlined aria-hidden />}>订阅这个搜索</Button>
            </Link>
          )
        }
      />
      <StandingNote query={standing} shown={query.isSuccess && !query.isPlaceholderData} />
      <div className="filters">
        <Input.Search
          key={url.get("q")}
          className="filter-text"
          aria-label="检索词"
          placeholder="技术、产品、问题或编号"
          defaultValue={url.get("q")}
          allowClear
          maxLength={200}
          enterButton="检索"
          loading={query.isFetching}
          onSearch={(q) => url.change({ q, page: null })}
        />
        <Segmented
          aria-label="排序"
          value={url.get("sort") ?? "relevance"}
          options={[
            { value: "relevance", label: "相关度" },
            { value: "newest", label: "最新" },
          ]}
          onChange={(sort) => url.change({ sort: sort === "relevance" ? null : sort, page: null })}
        />
        {narrow && <Button onClick={() => setOpen(true)}>筛选</Button>}
      </div>
      <Loaded query={query} rows={10}>
        {(result) => (
          <div className="search-columns">
            {!narrow && <Facets facets={result.facets} url={url} />}
            <Flex vertical gap={12}>
              <div className="quiet" role="status">
                找到 {result.total.toLocaleString("zh-CN")} 条
              </div>
              <ChosenFilters result={result} url={url} />
              <ResultNotes result={result} url={url} />
              <Hits result={result} page={page} url={url} newSince={standing.data?.seen_at} />
            </Flex>
            <Drawer
              title="筛选"
              size={300}
              open={narrow && open}
              onClose={() => setOpen(false)}
              footer={
                <Button type="primary" block onClick={() => setOpen(false)}>
                  查看 {result.total} 条结果
                </Button>
              }
            >
              <Facets facets={result.facets} url={url} />
            </Drawer>
          </div>
        )}
      </Loaded>
    </>
  );
}
