// Whoever comes to a page by the address of an invitation (?invitation=…) may reject it; its code goes along with what is sent.
export const invitation = ({ inner, data }) => {
  const code = inner.elements["cc-invitation"]?.value;
  if (!code) return;
  const said = inner.querySelector("[part=invitation]");
  said.querySelector("a").href = `${data.origin}/invitation/${encodeURIComponent(code)}/decline`;
  said.hidden = false;
};
