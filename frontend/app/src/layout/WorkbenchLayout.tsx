import { MenuOutlined } from "@ant-design/icons";
import { Button, Drawer, Layout } from "antd";
import { Suspense, useState } from "react";
import { Link, Outlet, ScrollRestoration } from "react-router";
import { path, site } from "../path";
import { useIsNarrow } from "../ui/media";
import { HeaderSearch } from "./HeaderSearch";
import { Navigation } from "./Navigation";
import { PersonMenu } from "./PersonMenu";
import { Waiting } from "./Waiting";

export function WorkbenchLayout() {
  const narrow = useIsNarrow();
  const [open, setOpen] = useState(false);
  return (
    <Layout className="workbench">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <Layout.Header className="workbench-header">
        {narrow && (
          <Button type="text" icon={<MenuOutlined aria-hidden />} aria-label="打开导航" onClick={() => setOpen(true)} />
        )}
        <Link className="brand" to={path.desk()} aria-label="技桥工作台">
          <img src="/app/icon.svg" alt="" width={28} height={28} />
          <span>技桥</span>
        </Link>
        <HeaderSearch />
        <a className="site-link" href={site.home()}>
          公开网站
        </a>
        <PersonMenu />
      </Layout.Header>
      <Layout>
        {!narrow && (
          <Layout.Sider width={200} className="workbench-sider">
            <Navigation />
          </Layout.Sider>
        )}
        <Layout.Content className="workbench-content" id="main" tabIndex={-1} role="main">
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
      <Drawer title="导航" placement="left" size={260} open={narrow && open} onClose={() => setOpen(false)}>
        <Navigation onChosen={() => setOpen(false)} />
      </Drawer>
      <ScrollRestoration />
    </Layout>
  );
}
