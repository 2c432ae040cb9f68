const WORDS = {
  proposed: '部门核报',
  returned: '退回修改',
  coordinated: '已协调，待审核',
  checked: '已审核，待审定',
  in: '同意上会',
  postponed: '缓议',
  'other-meeting': '改上其他会议',
  out: '不上会',
  scheduled: '已列入议程',
  decided: '会议已决定',
  withdrawn: '已撤回',
} as const;

/** Where a topic stands, as people say it. */
export const stateInWords = (state: keyof typeof WORDS): string => WORDS[state];
