export const exportsZh = {
  exports: {
    text: '工作人员导出带有完整姓名的财务公开，每次都记录在此。村民查看和下载不留记录。',
    none: '没有人导出过。',
  },
};
