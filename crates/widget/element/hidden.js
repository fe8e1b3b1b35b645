// Fields that nobody sees, and what the address of the page says for them (utm_source).
export const hidden = (element) => {
  const query = new URLSearchParams(location.search);
  for (const control of element.inner.querySelectorAll("[data-parameter]")) {
    control.value = query.get(control.dataset.parameter) || control.value;
  }
};
