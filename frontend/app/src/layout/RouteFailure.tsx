import { Button, Result } from "antd";
import { isRouteErrorResponse, Link, useRouteError } from "react-router";
import { messageOf } from "../api/errors";
import { path, site } from "../path";

const waysOn = [
  <Link key="desk" to={path.desk()}>
    <Button type="primary">回到工作台</Button>
  </Link>,
  <Link key="search" to={path.search()}>
    <Button>检索成果与需求</Button>
  </Link>,
  <Button key="site" href={site.home()}>
    打开公开网站
  </Button>,
];

export function NotFound() {
  return <Result status="404" title="没有这个页面" subTitle="地址可能已经改变，或者抄写时少了几个字。" extra={waysOn} />;
}

/** A page that broke, or whose code could not be read after a new release. */
export function RouteFailure() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  return (
    <Result
      status="500"
      title="这个页面出了问题"
      subTitle={`${messageOf(error)} 重新打开通常就会好；系统刚升级过时也会这样。`}
      extra={[
        <Button key="again" type="primary" onClick={() => window.location.reload()}>
          重新打开
        </Button>,
        ...waysOn.slice(1),
        <Link key="desk" to={path.desk()} reloadDocument>
          <Button>回到工作台</Button>
        </Link>,
      ]}
    />
  );
}
