use datadog_statuspage::{Client, Credentials};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let base = std::env::args().nth(1).unwrap();
    let keys = ("an-api-key-of-some-length-1234567", "an-application-key-of-some-length-1234567");
    let credentials = Credentials::keys(keys.0, keys.1).unwrap();
    let client = Client::builder(credentials).base_url(base).build().unwrap();
    if std::env::args().nth(2).is_some() {
        return;
    }
    match client.create_account("a-statuspage-key-of-some-length-1234").await {
        Ok(account) => println!("{:?}", account.masked_api_key()),
        Err(error) => eprintln!("{error}"),
    }
}
