/** Every address of this feature. */
export const settingPaths = {
  list: "/settings",
  secondKeying: "/settings/second-keying",
  changeSecondKeying: "/settings/second-keying/change",
};
