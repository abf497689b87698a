/** What the audit's action codes say. The records keep the codes; a code that is not here is shown as it is. */
const listing_verbs: Record<string, string> = {
  create: "新建",
  update: "修改",
  submit: "提交审核",
  publish: "发布",
  return: "退回",
  close: "关闭",
  reopen: "重新开放",
  start_talks: "进入洽谈",
  end_talks: "结束洽谈",
};

const words: Record<string, Record<string, string>> = {
  achievement: listing_verbs,
  demand: listing_verbs,
  listing: { invite: "邀请单位查看", exclude: "排除单位" },
  deal: {
    create: "发起引荐",
    request: "请求引荐",
    answer: "答复引荐",
    update: "修改名称与安排",
    note: "写进展",
    advance: "进入下一阶段",
    archive: "归档结案",
    lose: "登记未成交",
    reopen: "重新开启",
    confidentiality: "登记保密协议",
    evaluation: "登记评估",
    terms: "登记条款",
    pricing: "确定价格方式",
    objection: "登记公示异议",
    objection_decision: "处理公示异议",
    publicity_close: "结束公示",
    contract: "起草合同",
    contract_sign: "登记签约",
    registration_submit: "提交认定登记",
    registration_accept: "记录登记受理",
    registration_return: "登记退回补正",
    registration_supplement: "记录登记补正",
    registration_decide: "记录登记结果",
    payment_plan: "编制到账计划",
    payment_receive: "记录到账",
  },
  match: { suggest: "建议匹配", accept: "认可匹配", dismiss: "标为不合适" },
  organization: { create: "登记单位", sign_up: "单位注册", update: "修改单位", verify: "认证单位" },
  person: {
    create: "新增人员",
    create_admin: "建立管理员",
    sign_up: "人员注册",
    enable: "启用人员",
    disable: "停用人员",
    reset_password: "重设密码",
    change_password: "修改密码",
  },
  membership: { add: "增加身份", end: "结束身份" },
  session: { open: "登录", close: "退出登录", switch: "切换身份" },
  file: { add: "上传文件" },
  watch: { create: "关注成果", delete: "取消关注" },
  vector_model: { choose: "选用向量模型" },
  match_model: { fit: "学习匹配权重", activate: "启用匹配模型" },
  standing_search: { create: "订阅搜索", update: "修改订阅", delete: "取消订阅" },
  dictionary: {
    save: "保存词典",
    restore: "恢复旧版词典",
    ignore: "忽略新词建议",
    unignore: "恢复新词建议",
  },
};

/** `deal.advance` → 进入下一阶段; nothing for a code without words. */
export function actionWords(action: string): string | undefined {
  const [subject = "", verb = ""] = action.split(".");
  const found = words[subject]?.[verb];
  return found && words[subject] === listing_verbs ? `${found}${subject === "demand" ? "需求" : "成果"}` : found;
}
