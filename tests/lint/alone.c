/* Does nothing: linked with the whole of one library and those below it, so that a call up is an error. */
int main(void)
{
    return 0;
}
