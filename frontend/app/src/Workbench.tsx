import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { RouterProvider } from "react-router";
import { ApiError, isMissing, isSignedOut } from "./api/errors";
import { currentSession, sessionQuery } from "./api/session";
import { router } from "./routes";
import { announceSessionEnded } from "./session/ended";

dayjs.locale("zh-cn");

const tries_max = 2;

/** Only a broken connection or a failing server is worth a second try. */
const worthRetry = (count: number, error: Error) =>
  count < tries_max && error instanceof ApiError && (error.status === 0 || error.status >= 502);

/** To a stranger the server denies that a record exists, so a 404 too may mean that the session has ended. */
async function noticeSignedOut(error: Error) {
  if (!isSignedOut(error) && !isMissing(error)) return;
  if (client.getQueryData(sessionQuery.queryKey) == null) return;
  const session = isSignedOut(error) ? null : await currentSession().catch(() => undefined);
  if (session === null) announceSessionEnded(true);
}

const client = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => void noticeSignedOut(error) }),
  mutationCache: new MutationCache({
    onError: (error, _input, _result, mutation) => {
      if (!mutation.meta?.signsIn) void noticeSignedOut(error);
    },
  }),
  defaultOptions: { queries: { retry: worthRetry, staleTime: 5_000 } },
});

const theme = {
  token: {
    // Ant Design does not ask the system by itself.
    motion: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    colorPrimary: "#0e5f57",
    colorInfo: "#0e5f57",
    colorLink: "#0b5cad",
    // The palette that is derived from so dark a green is grey.
    colorPrimaryBg: "#e3f1ef",
    colorPrimaryBgHover: "#d3e9e6",
    colorInfoBg: "#e3f1ef",
    colorInfoBorder: "#b5d9d4",
    colorPrimaryHover: "#15776d",
    controlItemBgActive: "#e3f1ef",
    controlItemBgActiveHover: "#d3e9e6",
    borderRadius: 6,
    fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  },
  components: { Layout: { headerBg: "#ffffff", siderBg: "#ffffff", bodyBg: "#f4f6f5" }, Segmented: { trackBg: "#e2e8e6" } },
};

export function Workbench() {
  return (
    <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
