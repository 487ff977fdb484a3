/** To have the bytes of an attachment, a scan, a photo or an original erased. */
export const filesZh = {
  eraseFile: {
    title: '删除文件',
    open: '删除…',
    do: '永久删除',
    forEver: '文件和文件名永久删除，谁也无法恢复；从备份恢复后也会再次删除。',
    everywhere:
      '同一文件用在哪里，就在哪里一并删除：其他公告、财务公开、异议，本村或外村的都算。其中有您无权处理的，系统不予删除，并说明用在何处。',
    stays: '不会消失的：日志中的哈希值，以及原处的说明——何时、由哪个机构、依什么理由删除。',
    onGround: '依据',
    ground: {
      REQUEST: '本人要求删除',
      UNLAWFUL: '不应当公开',
    },
    groundHint: '个人信息保护法第四十七条。保存期限届满的（第十九条）由系统到期自动删除，不在这里办理。',
    reason: '说明',
    reasonHint: '凡能看到原处的人都会看到，不要写姓名、证件号等个人信息。',
    remedy: '怎么办：{remedy}',
    done: '文件已永久删除。',
    ask: '文件中有不该保留的个人信息？',
    askText: '文件由镇登记员核对后删除。请把下面的文件地址交给登记员，并说明是本人要求还是误传。',
    address: '文件地址',
    addressHint: '形如 /attachments/编号/哈希值，由经办人从财务公开、公告或异议的页面复制。',
    byAddressText:
      '财务公开、异议中的文件和受保护的原件，您看不到内容，凭文件地址删除。公告中的文件可在公告页直接删除。',
    noAddress: '这不是文件地址。应形如 /attachments/编号/哈希值（64 位）。',
  },
};
