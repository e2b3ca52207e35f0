"""What the log-in page asks for."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from onewindow.accounts.models import User


class LogInForm(forms.Form):
    """User name and password; after `is_valid`, `user` is who they belong to."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=60,
        error_messages={"required": _("请填用户名。")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=200,
        strip=False,
        error_messages={"required": _("请填密码。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("username") and given.get("password"):
            found = authenticate(self.request, username=given["username"], password=given["password"])
            if not isinstance(found, User):
                # One answer for both: whether an account exists is nobody's business.
                self.add_error("password", _("用户名或密码不对，请再看一下。"))
            else:
                self.user = found
        return given
