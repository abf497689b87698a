import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Flex, Form, Input } from "antd";
import { useMemo, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { createStandingSearch, searchQuery } from "../../api/searches";
import { limit } from "../../fields/limits";
import { path } from "../../path";
import { showFaults } from "../../ui/form-faults";
import { useIdempotencyKey } from "../../ui/identifier";
import { PageHead } from "../../ui/PageHead";
import { useAction } from "../../ui/use-action";
import { FilterTags } from "../search/FilterTags";
import { savedSearchFrom, savedSearchQuery } from "../search/saved-search";

const filterOf = (search: ReturnType<typeof savedSearchFrom>) =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value != null && value !== ""));

/** Where "订阅这个搜索" leads, also from the public site and through the login: the search stands in the address. */
export default function StandingSearchNewPage() {
  const [address] = useSearchParams();
  const search = useMemo(() => savedSearchFrom(address), [address]);
  const navigate = useNavigate();
  const [form] = Form.useForm<{ name: string }>();
  const [faults, setFaults] = useState<string[]>([]);
  const key = useIdempotencyKey();
  const now = useQuery(searchQuery({ ...filterOf(search), limit: 1 }));
  const create = useAction((name: string) => createStandingSearch({ name, search }, key), {
    done: "已订阅，有新发布时会在左侧“订阅”提示",
    quiet: true,
    onDone: () => void navigate(path.standingSearches(), { replace: true }),
  });
  const send = ({ name }: { name: string }) => {
    setFaults([]);
    create.mutate(name ?? "", { onError: (error) => setFaults(showFaults(form, error)) });
  };
  const total = now.data?.relaxation ? now.data.relaxation.whole : now.data?.total;
  return (
    <>
      <PageHead title="订阅搜索" note="从现在起，凡是新发布、符合条件、您有权查看的成果和需求，都会在“订阅”里提示。" />
      <Card>
        <Flex vertical gap={12}>
          {faults.length > 0 && <Alert type="error" showIcon title={faults.join("；")} />}
          <div>
            <div className="quiet">检索词</div>
            <strong className="long-text">{search.q || "（不限检索词）"}</strong>
          </div>
          <FilterTags search={search} />
          {total !== undefined && (
            <div className="quiet">
              现在有 {total.toLocaleString("zh-CN")} 条符合。{" "}
              <Link to={path.search(savedSearchQuery(search))}>先看看</Link>
            </div>
          )}
          <Form form={form} name="standing-search" layout="vertical" initialValues={{ name: search.q?.slice(0, 40) }} onFinish={send}>
            <Form.Item name="name" label="名称" extra="给自己看的；不填则用检索词或筛选条件">
              <Input maxLength={limit.name} showCount autoFocus />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={create.isPending}>
              订阅
            </Button>
          </Form>
        </Flex>
      </Card>
    </>
  );
}
