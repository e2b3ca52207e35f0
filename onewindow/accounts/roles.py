"""The roles of the house: who may be what. What each may do with a case is decided in core and in the permission table."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    APPLICANT = "applicant", _("申请人")
    CLERK = "clerk", _("综合窗口人员")
    APPROVER = "approver", _("审批人")
    HEAD = "head", _("部门负责人")
    LEAD = "lead", _("牵头部门经办")
    SUPERVISOR = "supervisor", _("监督人员")
    EDITOR = "editor", _("事项编辑")
    ADMINISTRATOR = "administrator", _("系统管理员")
