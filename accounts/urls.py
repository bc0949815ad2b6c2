"""What people do with their own account, beside signing in."""

from django.urls import path

from accounts import delete_page, my_data_page, profile_page

urlpatterns = [
    path("profile/", profile_page.profile_page, name="profile"),
    path("my-data/", my_data_page.my_data, name="my_data"),
    path("delete/", delete_page.delete, name="delete_account"),
    path("deleted/", delete_page.deleted, name="account_deleted"),
]
