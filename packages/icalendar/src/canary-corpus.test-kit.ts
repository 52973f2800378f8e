/**
 * Texts that have broken schedulers: whatever a guest can type must come out of the page, the mail
 * and the invitation as text, and as nothing else. Tests run each of them through every rendering.
 */
export const canaryCorpus: readonly { name: string; text: string }[] = [
  { name: 'script', text: '<script>alert("canary")</script>' },
  { name: 'image', text: '"><img src=x onerror=alert(1)>' },
  { name: 'closing tags', text: '</title></textarea></style></td></table></body><h1>canary</h1>' },
  { name: 'link', text: '<a href="https://evil.example/">Click to confirm</a>' },
  { name: 'bare address', text: 'https://evil.example/login?next=//evil.example' },
  { name: 'javascript address', text: 'javascript:alert(1)' },
  { name: 'markdown link', text: '[Confirm here](https://evil.example)' },
  { name: 'template', text: '{{constructor.constructor("alert(1)")()}} ${7*7} <%= 7*7 %> %s' },
  { name: 'entities', text: '&lt;b&gt; &amp;amp; &#x3c;script&#x3e; &nbsp;' },
  { name: 'quotes', text: `"double" 'single' \`back\` “curly” \\backslash\\ ^caret ^n ^'` },
  { name: 'mail header', text: 'Ada\r\nBcc: victim@evil.example\r\nX-Canary: 1' },
  { name: 'mail body', text: 'Ada\r\n\r\n<h1>Another body</h1>' },
  { name: 'line feed header', text: 'Ada\nTo: victim@evil.example' },
  {
    name: 'recipient list',
    text: 'ada@evil.example, "Eve" <eve@evil.example>; mallory@evil.example',
  },
  { name: 'encoded word', text: '=?utf-8?Q?=0D=0ABcc=3A_victim=40evil=2Eexample?=' },
  { name: 'calendar property', text: 'Ada\r\nATTENDEE:mailto:victim@evil.example' },
  {
    name: 'calendar component',
    text: 'END:VEVENT\r\nBEGIN:VEVENT\r\nUID:canary\r\nSUMMARY:second',
  },
  { name: 'calendar escapes', text: 'a;b,c:d\\n\\;\\,\\\\ and a real\nline end' },
  { name: 'parameter', text: 'Ada";X-CANARY=1:mailto:victim@evil.example' },
  { name: 'folded line', text: 'Ada\r\n X-CANARY:1' },
  {
    name: 'control characters',
    text: 'null\u0000 bell\u0007 escape\u001b[31m delete\u007f next\u0085 end',
  },
  {
    name: 'line separators',
    text: 'line\u2028separator paragraph\u2029separator vertical\u000btab',
  },
  { name: 'right to left', text: 'مرحبا بالعالم - שלום עולם (Intro) 123' },
  { name: 'override', text: 'invoice\u202Efdp.exe and \u2067isolated\u2069 text\u202C' },
  { name: 'emoji', text: '👩‍👩‍👧‍👦 🏳️‍🌈 🇳🇵 👍🏽 '.repeat(8).trim() },
  { name: 'combining', text: `Z${'\u0301\u0316'.repeat(20)}algo and e\u0301` },
  { name: 'half a pair', text: 'lone \ud83d high and \ude00 low' },
  { name: 'no space', text: 'x'.repeat(100) },
  { name: 'other scripts', text: '東京で会議 – Встреча – นัดหมาย – सभा – ßøåé' },
  { name: 'spreadsheet', text: '=HYPERLINK("https://evil.example","Open")' },
  { name: 'database', text: `'; DROP TABLE bookings; --` },
]
