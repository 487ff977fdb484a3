/** Below the key `consultation.meeting`. */
export const meetingZh = {
  title: '村民代表会议',
  within: { YEAR: '本年度', HALF_YEAR: '本半年', QUARTER: '本季度', MONTH: '本月' },
  due: '村民代表会议{period}尚未召开，最迟 {date}。',
  met: '{period}已于 {date} 召开。',
  ahead: '{period}尚未召开，最迟 {date} 召开。',
  byBallot: '召集村民代表会议表决',
  byTopic: '从议题启动议事程序',
  rules: '依据的规定',
};
