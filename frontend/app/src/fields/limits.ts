/** Longest texts in characters and most rows: those of the service (backend/src/check.rs; limits.test.ts compares). */
export const limit = {
  name: 100,
  title: 100,
  summary: 200,
  line: 200,
  paragraph: 2000,
  description: 10_000,
  /** The three questions of a demand. */
  answer: 500,
  keywords: 10,
  contributors: 30,
  rows: 50,
  organizations: 50,
  loginName: 60,
  password: 128,
  creditCode: 18,
} as const;

/** What the service asks of a new password. */
export const password_rule = "至少 10 个字符，不与登录名相同，不用太常见的；一句好记的话就很好";

/** A text of one line that may wrap on the screen: what was pasted with line breaks loses them. */
export const oneLine = (text: string | undefined) => text?.replace(/\s*[\r\n\t]+\s*/g, " ");
