import { Alert, Button, Flex } from "antd";
import { Link } from "react-router";
import type { SearchOut } from "../../api/types";
import { path } from "../../path";
import type { useUrlState } from "../../ui/use-url-state";

type UrlState = ReturnType<typeof useUrlState>;

/** What the search did with the words, and ways on when it found little. */
export function ResultNotes({ result, url }: { result: SearchOut; url: UrlState }) {
  const words = url.get("q") ?? "";
  const { rescue, relaxation } = result;
  const thin = words !== "" && (result.total === 0 || (relaxation && relaxation.whole === 0));
  return (
    <>
      {rescue && (
        <div>
          你是不是要找{" "}
          <Button type="link" className="inline-link" onClick={() => url.change({ q: rescue, page: null })}>
            {rescue}
          </Button>
        </div>
      )}
      {relaxation && <Alert type="info" showIcon title={relaxation.message} />}
      {result.words_cut && <Alert type="info" showIcon title="检索词太长，只用了前面一部分。" />}
      {thin && (
        <Flex gap={8} wrap align="center">
          <span className="quiet">没有合适的？</span>
          <Link to={path.listingNew("demands", { title: words, problem: words })}>
            <Button size="small">保存为需求</Button>
          </Link>
        </Flex>
      )}
    </>
  );
}
