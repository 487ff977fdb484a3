/** Below the key `verify`. */
export const verifyZh = {
  title: '验真',
  lead: '点一下，您的手机会自己核对：这里显示的内容是否真在本村日志里、有没有被改过。不必相信任何人。',
  start: '开始核验',
  again: '再核验一次',
  running: '正在核验…（{done}）',
  pending: '这项内容刚发布，正在记入本村日志，几秒钟后即可核验。',
  pendingUntil:
    '这项内容刚发布。本村村民登录后，几秒钟即可核验；其他人要等{date}日志对外公布后才能核验。本页开着会自动刷新，也可以到时再来。',
  verdict: {
    proved: '核验通过',
    open: '没有发现问题，但还没有全部核实',
    failed: '核验不通过',
  },
  conclusion: {
    proved: '这里显示的内容确实记在本村日志里，没有被改过。',
    open: '已核实的部分没有问题。下面说明哪些已核实、哪些还没有。',
    failed: '这里显示的内容与本村日志对不上，或者日志被改写过。请不要依据它办事。',
  },
  failedDo: '您可以这样做：',
  failedSteps: {
    keep: '点“下载核验报告”，把报告保存好，这就是证据。',
    tell: '把报告交给村务监督委员会、镇（街道）农经站，或县（市、区）农业农村局；也可以向审计机关反映。',
    other: '请邻居用另一部手机、另一个网络再核验一次，看结果是否相同。',
  },
  report: '下载核验报告',
  details: '技术细节',
  provedMark: '已核实',
  openMark: '未核实',
  failedMark: '有问题',
  waiting: '其余的要等{date}对外公布下一批日志以后才能核实。本页开着，到时会自动再核验一次；也可以到时再来。',
  field: {
    title: '标题',
    text: '正文',
    reason: '更正原因',
    verdict: '监督委员会意见',
    reasons: '意见理由',
    heldOn: '联席会议日期',
    present: '到会人数',
    explanation: '差额说明',
    difference: '差额',
    openingDifference: '期初差额',
    attachments: '附件数',
    fileName: '文件名',
    mediaType: '文件类型',
    bytes: '文件大小',
    sha256: '文件指纹',
    accounts: '账户数',
    lineCount: '笔数',
    sections: '其他栏目数',
    rows: '行数',
    item: '项目',
    itemKind: '规定项目',
    quantity: '数量',
    increase: '本期增加',
    decrease: '本期减少',
    total: '合计',
    amount: '金额',
    counterparty: '对方',
    note: '备注',
    version: '版本',
    period: '期间',
    from: '起始日',
    to: '截止日',
    kind: '类别',
    book: '账套',
    receipts: '收进合计',
    payments: '付出合计',
    income: '收入合计',
    expenditure: '支出合计',
  },
  step: {
    key: {
      proved: {
        base: '公章没有换：签名用的钥匙与这台设备以前记住的一致（指纹 {fingerprint}）。',
        rotated:
          '签名钥匙于{date}正常更换：旧钥匙（{pinned}）亲自签名交给了新钥匙（{fingerprint}），从现在起记住新的。',
      },
      open: {
        base: '这台设备第一次核验，从现在起记住签名钥匙（指纹 {fingerprint}），可与公开栏上印的指纹对照。',
        rotated:
          '这台设备第一次核验，从现在起记住签名钥匙（指纹 {fingerprint}）。钥匙于{date}正常更换过，此前印在公开栏上的指纹是 {pinned}。',
      },
      failed: {
        none: '找不到这份日志的签名钥匙。',
        changed: '签名钥匙被换过：以前是 {pinned}，现在是 {fingerprint}，旧钥匙没有签名同意。',
        replaced: '钥匙 {pinned} 已于{date}停用（新钥匙 {fingerprint}），服务器却还在用它签名。',
        rotation: '更换钥匙的声明是假的，或者被改动过：{reason}',
      },
    },
    signature: {
      proved: '本村日志共 {size} 条，签名有效，总指纹核对一致。',
      open: '本村还没有公开的日志。',
      failed: {
        origin: '服务器给的是另一份日志（{origin}）。',
        bad: '日志上的签名是假的，或者被改动过。',
        broken: '日志文件缺损，或与签名对不上。',
      },
    },
    memory: {
      proved: '您上次（{date}）看到的 {size} 条记录原样都在，一条没改、一条没少。',
      open: {
        first: '这台设备从现在起记住这份日志；以后再核验，就能发现历史有没有被改写。',
        smaller:
          '这台设备以前看到过 {size} 条，现在只给看 {now} 条。未登录时看到的会晚一小时左右，属正常；如果超过一天仍然如此，就不正常了。',
      },
      failed: {
        rewritten: '历史被改写：您以前看到的 {size} 条记录，现在对不上了。',
        shrunk: '记录变少了：您一天前就看到 {size} 条，现在只有 {now} 条。',
      },
    },
    epoch: {
      open: {
        restored:
          '系统从备份恢复过，日志重新开始（第 {epoch} 期），旧日志曾有 {oldSize} 条，说明的原因：{reason}。请留意恢复前的内容是否齐全。',
      },
      failed: {
        denies: '系统称旧日志只有 {oldSize} 条，可这台设备见过 {size} 条：恢复时有记录被丢掉了。',
        broken: '日志重新开始，但开头的说明有问题。',
      },
    },
    inclusion: {
      proved: '这项内容是本村日志的第 {number} 条，{date} 记入。',
      open: {
        later: '这项内容是第 {number} 条，还没有进入对外公布的日志（目前 {size} 条），通常一小时内公布。',
        'later-at':
          '这项内容排在第 {number} 条，对外公布的日志目前只到第 {size} 条。{date}公布下一批，那时就能核实；本村村民登录后现在就能核实。',
        closed: '服务器没有把第 {number} 条的原文给您（登录可能已过期），所以没法核对。请重新登录再试。',
      },
      failed: {
        other: '日志第 {number} 条是另一件事，不是这里显示的内容。',
        broken: '内容与日志里的记录对不上：它被改动过。',
      },
    },
    content: {
      proved: {
        disclosure: '页面上的每一个金额、合计、日期、凭证号、科目和附件，都与日志里的原文一致。',
        notice: '这份通知的版本和附件与日志里的原文一致。',
        resolution: '这项决议的编号、日期、期限、预算和表决数字，都与日志里的原文一致。',
        tally: '计票结果的每一个数字都与日志里的原文一致。要从选票本身重新计票，请用本页的“自己复核一遍”。',
      },
      failed: {
        differs: '页面显示的与日志原文不一致（页面 ≠ 日志）：{reason}',
        digest: '这段文字与日志里的指纹不符，它被改动过：{reason}',
        unproved: '页面显示了这段文字，服务器却拿不出它的凭据：{reason}',
      },
    },
    texts: { proved: '{count} 处姓名和文字逐一核对过，都与日志里的指纹一致。' },
    withheld: { open: '{count} 处姓名依规定遮掩显示（如“张*”），遮住的部分您无权查看，所以没有核对。' },
    erased: { open: '{count} 处文字已依法删除，日志里只留下指纹，所以不再核对。' },
    'heads-key': {
      proved: {
        base: '总日志的签名钥匙也没有换过（指纹 {fingerprint}）。',
        rotated: '总日志的签名钥匙于{date}正常更换（{pinned} → {fingerprint}）。',
      },
      open: '这台设备从现在起记住总日志的签名钥匙（指纹 {fingerprint}）。',
      failed: {
        none: '找不到总日志的签名钥匙。',
        changed: '总日志的签名钥匙被换过：{pinned} → {fingerprint}，旧钥匙没有签名同意。',
        replaced: '总日志的钥匙 {pinned} 已于{date}停用，服务器却还在用它签名。',
        rotation: '更换钥匙的声明是假的，或者被改动过：{reason}',
      },
    },
    heads: {
      proved: {
        base: '总日志共 {size} 条，签名有效。',
        shown: '给所有人看的总日志里，本村日志正是这一份（前 {size} 条），不是单独给您看的。',
      },
      open: {
        missing: '还没有总日志，暂时不能核实大家看到的是不是同一份。',
        'not-yet': '本村日志还没有写进给所有人看的总日志，通常一小时内写入。',
        'not-yet-at': '本村日志还没有写进给所有人看的总日志；{date}写入，那时就能核实大家看到的是同一份。',
        'next-at':
          '给所有人看的总日志里，本村日志前 {size} 条已核实是同一份；这项内容更新，{date}才写入总日志，那时就能核实。',
        next: '总日志里本村日志到第 {size} 条为止，这项内容更新，下一次（每小时）才会写入。',
      },
      failed: {
        origin: '服务器给的是另一份总日志（{origin}）。',
        bad: '总日志上的签名是假的，或者被改动过。',
        broken: '您看到的本村日志与给所有人看的不是同一份。',
      },
    },
    'heads-memory': {
      proved: '总日志与您上次（{date}）看到的一致。',
      open: {
        first: '这台设备从现在起也记住总日志。',
        smaller: '总日志比以前看到的短（{size} → {now}），请稍后再试。',
      },
      failed: { rewritten: '总日志被改写过（您以前看到 {size} 条）。', shrunk: '总日志变短了（{size} → {now}）。' },
    },
    witnesses: {
      proved: {
        all: '全部 {of} 个外部见证方都看到了同一份总日志并已联署（最近 {date}）：{names}。',
        quorum:
          '{of} 个外部见证方中有 {count} 个看到了同一份总日志并已联署（最近 {date}）：{names}；达到 {needed} 个即可。缺席：{missing}。',
      },
      open: {
        none: '只有运营方自己出示：总日志还没有外部见证方，大家看到的是否一样，目前只能互相比对。',
        absent: '只有运营方自己出示：{of} 个外部见证方都还没有联署这份总日志。缺席：{missing}。',
        partial: '{of} 个外部见证方中只有 {count} 个联署了这份总日志（{names}），需要 {needed} 个。缺席：{missing}。',
        dropped: '这台设备以前记下的见证方，现在不再列出：{missing}。请向运营方和见证方询问原因。',
      },
      failed: { forged: '见证方 {names} 的联署是伪造的，或者总日志被改过。' },
    },
    network: { open: '网络中断或服务器没有应答，核验没有做完。这不说明内容有问题，请稍后再试。' },
  },
  static: {
    offer: '不想用本站的核验程序？可以下载独立核验器（一个网页文件），放到任何地方打开，对本站进行核验。',
    download: '下载独立核验器',
    open: '直接打开',
    keep: '换手机前，或者想长期留作证据，可以保存这台设备记住的检查点：',
    save: '保存检查点',
  },
};
