import { Card } from "antd";
import { useEffect } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { insideWorkbench, path, safeNext, site } from "../../path";
import { LoginForm } from "../../session/LoginForm";

export default function LoginPage() {
  const navigate = useNavigate();
  const next = safeNext(useSearchParams()[0].get("next"));
  useEffect(() => {
    document.title = "登录 · 技桥工作台";
  }, []);
  const goOn = () => {
    const inside = insideWorkbench(next);
    if (inside === null) window.location.assign(next);
    else void navigate(inside, { replace: true });
  };
  return (
    <main className="narrow-page">
      <a className="plain-page-brand" href={site.home()}>
        <img src="/app/icon.svg" alt="" width={36} height={36} />
        技桥 · 科技成果供需对接
      </a>
      <Card title={<h1 className="row-title">登录工作台</h1>}>
        {next.includes("dialog=request") && (
          <p className="quiet">登录后可请求引荐；还没有账号请先注册，单位认证后即可发送。</p>
        )}
        <LoginForm onSignedIn={goOn} />
        <p>
          还没有账号？<Link to={path.signUp()}>单位注册</Link>
        </p>
        <p className="quiet">忘记密码请联系本平台管理员重设。</p>
      </Card>
    </main>
  );
}
