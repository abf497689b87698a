import { type UseQueryResult } from "@tanstack/react-query";
import { Button, Result, Skeleton } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { ApiError, isMissing, messageOf } from "../api/errors";
import { path } from "../path";

export function LoadFailure({ error, retry }: { error: unknown; retry: () => void }) {
  const missing = isMissing(error);
  const requestId = error instanceof ApiError && error.requestId ? `请求编号：${error.requestId}` : undefined;
  return (
    <Result
      status={missing ? "404" : "error"}
      title={missing ? "没有这条记录，或者您无权查看" : "没有读到内容"}
      subTitle={
        <>
          {messageOf(error)}
          {requestId && <div className="quiet">{requestId}</div>}
        </>
      }
      extra={[
        <Button key="retry" type="primary" onClick={retry}>
          重新读取
        </Button>,
        <Link key="desk" to={path.desk()}>
          <Button>回到工作台</Button>
        </Link>,
      ]}
    />
  );
}

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}

/** Loading, failure and content of one query. Old content stays while it is read again. */
export function Loaded<T>({ query, rows = 6, children }: LoadedProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <LoadFailure error={query.error} retry={() => void query.refetch()} />;
  return <Skeleton active paragraph={{ rows }} aria-label="正在读取" />;
}
