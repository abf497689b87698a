import type { ListingNoun } from "../../path";

export interface ListingWords {
  /** 成果 or 需求. */
  noun: string;
  subject: "achievement" | "demand";
  closeReasons: string;
  matches: string;
}

/** Where the two listing kinds differ in words. */
export const listing_words: Record<ListingNoun, ListingWords> = {
  achievements: {
    noun: "成果",
    subject: "achievement",
    closeReasons: "close_reason_achievement",
    matches: "匹配的需求",
  },
  demands: { noun: "需求", subject: "demand", closeReasons: "close_reason_demand", matches: "匹配的成果" },
};

const field_labels: Record<string, string> = {
  title: "名称",
  summary: "摘要",
  keywords: "关键词",
  field: "技术领域",
  industry: "应用行业",
  region: "地区",
  functional_zone: "功能区",
  chain: "产业链",
  form: "成果体现形式",
  novelty: "成果属性",
  level: "成果水平",
  origin: "成果来源",
  contributors: "完成人",
  problem: "要解决的问题",
  advantage: "技术优势",
  application: "应用场景",
  description: "技术说明",
  indicators: "技术指标",
  trl: "技术成熟度",
  trl_evidence: "成熟度证明",
  trl_rated_by: "评价单位",
  trl_rated_on: "评价日期",
  next_steps: "下一步需要",
  ip_rights: "知识产权",
  modes: "合作方式",
  price: "价格",
  price_note: "价格说明",
  wants_manager: "技术经理人服务",
  visibility: "公开范围",
  excluded_organization_ids: "不向其公开的单位",
  contact: "联系人",
  kind: "需求类型",
  urgency: "紧急程度",
  key_technology: "关键技术",
  target: "预期目标",
  elements: "五要素",
  trl_min: "最低成熟度",
  tried: "已经尝试过的办法",
  conditions: "现有条件",
  wanted_partners: "希望合作的单位",
  budget: "预算",
  includes_equipment: "预算含设备",
  funding_source: "资金来源",
  starts_on: "开始日期",
  ends_on: "截止日期",
  publish_mode: "发布方式",
  invited_organization_ids: "受邀单位",
  state: "状态",
};

/** The screen's name of a field path: `price.low_fen` → 价格. */
export const fieldLabel = (path: string) => field_labels[path.split(/[.[]/)[0] ?? ""] ?? path;
